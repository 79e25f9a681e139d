import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { AskContext } from '../../../client/apollo/AskContext.js';
import type { Ask } from '../../../client/apollo/ask.js';
import { larkspurDigest, runwayOf } from '../../../client/digest/larkspur.fixture.js';
import { useConnectionNote } from '../../../client/digest/useConnectionNote.js';
import { useFiguresSaid } from '../../../client/digest/useFiguresSaid.js';
import { FAKE_VIEWER } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { LiveRegion } from '../../../client/ui/LiveRegion.js';
import { ViewerContext } from '../../../client/viewer.js';
import type { DigestView } from '../../../client/offline/index.js';

afterEach(cleanup);

const sync = FAKE_CLIENTS[0]?.sync;
if (sync === undefined) throw new Error('The fixture has no client.');

const NOTE = { noticedAt: '2026-11-21T15:00:00.000Z', nextSyncAt: null, failure: null };

/** The hook over answers that are given by hand, in any order. */
function noteOf() {
  const asked: { clientId: string; answer: (connection: object | null) => void; fail: () => void }[] = [];
  const ask = ((_document: unknown, { clientId }: { clientId: string }) =>
    new Promise((resolve, reject) => {
      const answer = (connection: object | null): void => resolve({ connection } as never);
      asked.push({ clientId, answer, fail: () => reject(new TypeError('Failed to fetch')) });
    })) as Ask;
  const { result, rerender } = renderHook(
    (given: { id: string; sync: typeof sync | null; offline: boolean }) =>
      useConnectionNote(given.id, given.sync ?? null, given.offline),
    {
      initialProps: { id: 'a', sync: sync as typeof sync | null, offline: false },
      wrapper: ({ children }: { children: ReactNode }) => <AskContext value={ask}>{children}</AskContext>,
    },
  );
  return { asked, result, rerender };
}

describe('what the connection says of the open client', () => {
  it('is asked once, and again when a sync ends another way', async () => {
    const { asked, result, rerender } = noteOf();
    expect(result.current).toBeNull();
    asked[0]?.answer({ clientId: 'a', ...NOTE });
    await waitFor(() => expect(result.current?.noticedAt).toBe(NOTE.noticedAt));
    rerender({ id: 'a', sync: { ...sync, percent: 40 }, offline: false });
    expect(asked).toHaveLength(1);
    rerender({ id: 'a', sync: { ...sync, lastGoodAt: '2026-11-21T15:10:00.000Z' }, offline: false });
    expect(asked).toHaveLength(2);
  });

  it('never shows one client’s note on another, however late it comes', async () => {
    const { asked, result, rerender } = noteOf();
    rerender({ id: 'b', sync, offline: false });
    asked[0]?.answer({ clientId: 'a', ...NOTE });
    asked[1]?.answer({ clientId: 'b', ...NOTE, noticedAt: null });
    await waitFor(() => expect(result.current?.clientId).toBe('b'));
    rerender({ id: 'a', sync, offline: false });
    expect(result.current).toBeNull();
  });

  it('is not asked offline, where only what would follow a failure goes, and forgotten when it cannot be read', async () => {
    const { asked, result, rerender } = noteOf();
    const failure = { at: NOTE.noticedAt, nextStep: 'The next try begins now.', reference: null, retryAt: null };
    asked[0]?.answer({ clientId: 'a', ...NOTE, failure });
    await waitFor(() => expect(result.current?.failure).toEqual(failure));
    rerender({ id: 'a', sync, offline: true });
    expect(result.current).toEqual({ clientId: 'a', ...NOTE });
    expect(asked).toHaveLength(1);
    rerender({ id: 'a', sync, offline: false });
    asked[1]?.fail();
    await waitFor(() => expect(result.current).toBeNull());
  });
});

describe('what became of the open client’s figures', () => {
  const digest = larkspurDigest();
  const withFigures = (figures: Partial<DigestView['figures']>): DigestView => ({
    ...digest,
    figures: { ...digest.figures, ...figures },
  });

  function saying(first: DigestView | null) {
    const { rerender } = renderHook(
      (given: { id: string; name: string | null; digest: DigestView | null }) =>
        useFiguresSaid(given.id, given.name, given.digest),
      {
        initialProps: { id: 'a', name: 'Larkspur Joinery' as string | null, digest: first },
        wrapper: ({ children }: { children: ReactNode }) => (
          <ViewerContext value={FAKE_VIEWER}>
            <LiveRegion>{children}</LiveRegion>
          </ViewerContext>
        ),
      },
    );
    return rerender;
  }
  const said = (): string => document.body.textContent;

  it('is said when the runway changed, else the cash; not when the page opens', async () => {
    const rerender = saying(digest);
    expect(said()).toBe('');
    const better = withFigures({ runway: runwayOf(5.9, 'YELLOW'), cashOnHand: 5_974_102 });
    rerender({ id: 'a', name: 'Larkspur Joinery', digest: better });
    await waitFor(() => expect(said()).toMatch(/^Larkspur Joinery: runway now 5\.9 weeks/));
    const cash = { ...better, figures: { ...better.figures, cashOnHand: 5_900_000 } };
    rerender({ id: 'a', name: 'Larkspur Joinery', digest: cash });
    await waitFor(() => expect(said()).toMatch(/cash on hand now .*59,000\.00/));
  });

  it('is not said of another client, nor of the same figures read again', () => {
    const rerender = saying(digest);
    rerender({ id: 'a', name: 'Larkspur Joinery', digest: { ...digest } });
    rerender({ id: 'b', name: 'Atlas', digest: withFigures({ runway: runwayOf(9.9, 'YELLOW') }) });
    expect(said()).toBe('');
  });
});
