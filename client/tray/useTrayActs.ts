import { useCallback, useEffect, useState } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { letGo, sendNow, useDevice, useOutbox, withdraw, type Saved } from '../offline/index.js';
import { KIND_WORDS } from '../ui/decisionKindWords.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import type { TrayGroup } from './trayGroups.js';
import { waitingHere } from './trayTotals.js';
import { documentWords } from './trayWords.js';

export interface TrayActs {
  /** Why the last act was not kept on this device; null when it was. Said already to people who listen. */
  readonly problem: string | null;
  /** How many decisions wait on this device. */
  readonly waiting: number;
  /** Why they cannot be sent now; null when they can. */
  readonly held: string | null;
  readonly send: () => void;
  readonly undo: (decision: DecisionShown) => void;
  /** Lets go of what was refused, by the operation's id; `what` names it. */
  readonly letGo: (operationId: string, what: string) => void;
}

/** What is done from the tray; each act is kept on the device before it is said. */
export function useTrayActs(groups: readonly TrayGroup[]): TrayActs {
  const announce = useAnnounce();
  const { offlineSince } = useDevice();
  const { phase } = useOutbox();
  const [problem, setProblem] = useState<string | null>(null);
  const [taken, setTaken] = useState<DecisionShown | null>(null);
  const back = taken === null ? null : backWords(taken, groups);
  useEffect(() => {
    if (back !== null) announce(back);
  }, [announce, back]);
  const waiting = waitingHere(groups);
  const held = heldWords(phase, offlineSince !== null);
  const fail = useCallback(
    (message: string): void => {
      setProblem(message);
      announce(message);
    },
    [announce],
  );
  const perform = useCallback(
    (work: Promise<Saved>, onKept: () => void): void => {
      work.then(
        (saved) => {
          if (!saved.kept) return fail(saved.message);
          setProblem(null);
          onKept();
        },
        (error: unknown) => fail(sentenceOf(error)),
      );
    },
    [fail],
  );
  const send = useCallback(() => {
    if (waiting === 0) return;
    announce(held ?? 'Being sent.');
    if (held === null) sendNow().catch((error: unknown) => fail(sentenceOf(error)));
  }, [announce, fail, held, waiting]);
  const undo = useCallback(
    (decision: DecisionShown) => perform(withdraw([decision.id]), () => setTaken(decision)),
    [perform],
  );
  const release = useCallback(
    (operationId: string, what: string) => perform(letGo([operationId]), () => announce(`Let go: ${what}.`)),
    [announce, perform],
  );
  return { problem, waiting, held, send, undo, letGo: release };
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : 'It was not done.';
}

function heldWords(phase: ReturnType<typeof useOutbox>['phase'], isOffline: boolean): string | null {
  if (phase === 'needsSignIn') return 'They are sent once you have signed in again.';
  if (phase === 'needsUpdate') return 'They are sent once this page is reloaded in its new version.';
  return isOffline || phase === 'offline' ? 'They are sent when this device is online.' : null;
}

/** What has become of an undo by now: one that is not there any more was removed before it left this device. */
function backWords(taken: DecisionShown, groups: readonly TrayGroup[]): string {
  const now = groups.flatMap(({ decisions }) => decisions).find(({ id }) => id === taken.id);
  if (now === undefined || now.state === 'WITHDRAWN') return `Undone: ${wordsOf(taken)}.`;
  if (now.state === 'WITHDRAWING' || now.canWithdraw) return `Being taken back: ${wordsOf(taken)}.`;
  return `Not undone, it came too late: ${wordsOf(taken)}.`;
}

function wordsOf(decision: DecisionShown): string {
  return `${KIND_WORDS[decision.kind]}, ${documentWords(decision)}`;
}
