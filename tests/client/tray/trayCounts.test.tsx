import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { FAKE_VIEWER } from '../../../client/fakes/fakeFetch.js';
import type { DecisionShown } from '../../../domain/operations/decisionShown.js';
import { TrayFoot } from '../../../client/tray/TrayFoot.js';
import { trayCounts, type TrayGroup } from '../../../client/tray/trayGroups.js';
import { TrayHead } from '../../../client/tray/TrayHead.js';
import type { TrayActs } from '../../../client/tray/useTrayActs.js';
import { LiveRegion } from '../../../client/ui/LiveRegion.js';
import { ViewerContext } from '../../../client/viewer.js';
import { aDecision } from './aDecision.js';

afterEach(cleanup);

const nothing = (): void => undefined;
const ACTS: TrayActs = { problem: null, waiting: 0, held: null, send: nothing, undo: nothing, letGo: nothing };

function show(...states: DecisionShown['state'][]): void {
  const decisions = states.map((state) => ({
    ...aDecision(),
    ...{ state, savedAt: null, refusal: null, canWithdraw: false },
  }));
  const groups: readonly TrayGroup[] = [{ clientId: 'larkspur-joinery', row: null, decisions }];
  const counts = trayCounts(groups);
  const moment = { now: Date.now(), zone: 'America/Denver', locale: 'en-GB' };
  render(
    <ViewerContext value={FAKE_VIEWER}>
      <LiveRegion>
        <TrayHead counts={counts} moment={moment} onClose={nothing} />
        <TrayFoot groups={groups} counts={counts} isMixed={false} locale="en-GB" acts={ACTS} />
      </LiveRegion>
    </ViewerContext>,
  );
}

/** `1 refused`, with the word of the mark before it. */
const counted = (): string[] => [...document.querySelectorAll('.tcount')].map(({ textContent }) => textContent);

describe('how many came to nothing', () => {
  it('is counted by what became of them, in the words and by the marks of their rows', () => {
    show('CONFLICTED', 'REFUSED', 'FAILED', 'FAILED', 'EXPIRED');
    expect(counted()).toEqual(['Conflicted1 conflicted', 'Refused1 refused', 'Failed2 failed', 'Expired1 expired']);
    expect(
      screen.getByText(/^1 conflicted, 1 refused, 2 failed and 1 expired stay here; one refused row never holds back/),
    ).toBeTruthy();
  });

  it('says of one that was refused that it was, and not that it failed or expired', () => {
    show('REFUSED');
    expect(counted()).toEqual(['Refused1 refused']);
    expect(screen.getByText(/^1 refused stays here;/)).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/failed|expired/i);
  });

  it('is not said where none did', () => {
    show('SUBMITTED');
    expect(counted()).toEqual(['Submitted1 submitted']);
    expect(screen.getByText(/^Undo until submitted\./)).toBeTruthy();
  });
});
