import { describe, expect, it } from '@jest/globals';
import { contentText } from '../../../domain/decision/contentHash.js';
import { MOST_DECIDED_BEFORE, type DecisionDraft } from '../../../domain/decision/decision.js';
import { refusalOfContent } from '../../../domain/decision/draftContent.js';
import { cents } from '../../../domain/money.js';
import type { IsoDate } from '../../../domain/units.js';

const ID = '0193f0c0-0000-7000-8000-000000000001';
const BEFORE = '0193f0c0-0000-7000-8000-000000000002';

function draft(after?: readonly string[]): DecisionDraft {
  const saw = {
    ...{ syncedAt: '2026-11-20T07:58:00Z', booksVersion: 4, openBalance: cents(50_000), currency: 'USD' },
    ...{ partyId: '7', name: 'Bean Brothers', number: 'B-7', dueDate: '2026-11-27' as IsoDate },
    ...(after ? { after } : {}),
  };
  const payment = { amount: cents(20_000), accountId: '35', plannedFor: null, replaces: null };
  return { id: ID, clientId: BEFORE, kind: 'RECORD_PAYMENT', documentKey: 'Bill:12', ...payment, saw };
}

describe('what a decision was made on top of', () => {
  it('is part of its content, and leaves the text of one without it as it was', () => {
    expect(contentText(draft())).toBe(
      `[1,"${ID}","${BEFORE}","RECORD_PAYMENT","Bill:12",20000,"35",null,null,["2026-11-20T07:58:00.000Z",4,50000,"USD","7","Bean Brothers","B-7","2026-11-27"]]`,
    );
    expect(contentText(draft([]))).toBe(contentText(draft()));
    expect(contentText(draft([BEFORE]))).not.toBe(contentText(draft()));
  });

  it('is named by a few ids', () => {
    expect(refusalOfContent(draft([BEFORE]))).toBeNull();
    const many = Array.from({ length: MOST_DECIDED_BEFORE + 1 }, () => BEFORE);
    for (const after of [many, ['Bill:12']]) {
      expect(refusalOfContent(draft(after))).toMatchObject({ code: 'INVALID_INPUT', field: 'saw.after' });
    }
  });
});
