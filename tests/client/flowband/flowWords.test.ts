import { describe, expect, it } from '@jest/globals';
import { printingOf } from '../../../client/digest/reading.js';
import { fakeFlowband, fakeHygiene } from '../../../client/fakes/fakeReview.js';
import { datedEvents } from '../../../client/flowband/flowDrawing.js';
import { bandSentence, eventSentence, issuesOf } from '../../../client/flowband/flowWords.js';

const print = printingOf({
  now: Date.parse('2026-11-22T15:00:00Z'),
  zone: 'America/Denver',
  locale: 'en-US',
  currency: 'USD',
});
const flowband = fakeFlowband();
const events = datedEvents(flowband);

describe('the band in words', () => {
  it('gives both ends and names what is unreliable', () => {
    expect(bandSentence(flowband, print)).toBe(
      'Balance after the next 12 cash events: 29,617.26 by Sun 6 Dec if customers pay at their usual delay, 16,003.51 if none of the invoices is paid. Events 6 and 10 rest on open issues.',
    );
  });

  it('says so when no invoice or no event is among them', () => {
    const [first] = events;
    expect(bandSentence({ ...flowband, events: first === undefined ? [] : [first] }, print)).toBe(
      'Balance after the next 1 cash event: 45,202.56 by Mon 23 Nov; no invoice is among them.',
    );
    expect(bandSentence({ ...flowband, events: [] }, print)).toBe('No dated cash event is known in the next 13 weeks.');
  });

  it('announces one event with its balances and its doubt', () => {
    expect(events[5] && eventSentence(events[5], 12, print)).toBe(
      '6 of 12: 27 Nov, Pacific Edge Finishes PE-88120, 1,622.08 out, balance 28,857.58 if paid, 26,539.33 if not, rests on an open issue.',
    );
  });

  it('finds the issues an event rests on by the title of their rule', () => {
    const hygiene = fakeHygiene();
    const [issue] = hygiene.issues;
    if (issue === undefined || events[0] === undefined) throw new Error('The fixture has none.');
    const rule = hygiene.rules.find(({ id }) => id === issue.ruleId);
    expect(issuesOf({ ...events[0], issueIds: [issue.id, 'gone'] }, hygiene)).toEqual([
      { id: issue.id, title: rule?.title },
    ]);
  });
});
