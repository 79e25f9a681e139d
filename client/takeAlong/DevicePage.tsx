import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react';
import { countOf, formatInstant, type ReadingMoment } from '../../domain/wording.js';
import {
  fetchChosen,
  takeAlong,
  useClientRows,
  useDevice,
  useOverview,
  type ClientRow,
  type TakeChoice,
} from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { PageHead } from '../ui/PageHead.js';
import { useMinute } from '../ui/useMinute.js';
import { useViewer } from '../viewer.js';
import { DeviceLine } from './DeviceLine.js';
import { InstallLine } from './InstallLine.js';
import './takeAlong.css';
import { freshness, sizeWords, takenLines, type TakenLine } from './takenLines.js';
import { useTakenAlong } from './useTakenAlong.js';

const NO_ROWS: readonly ClientRow[] = [];

/** Which clients are on this device, how fresh and how large; one can be pinned, or left out. */
export function DevicePage(): ReactElement {
  const viewer = useViewer();
  const now = useMinute();
  const moment = { now, zone: viewer.timeZone, locale: viewer.locale };
  const { rows, refreshing } = useClientRows();
  const overview = useOverview();
  const device = useDevice();
  const { kept, choices, quota, used, isPersistent } = useTakenAlong(`${device.bytes} ${refreshing} ${now}`);
  const lines = useMemo(
    () => takenLines(rows ?? NO_ROWS, overview, kept ?? new Map(), choices),
    [rows, overview, kept, choices],
  );
  const { choose, problem } = useChoosing();
  useEffect(() => {
    document.title = 'On this device · Runway';
  }, []);
  const total = lines.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <>
      <header className="pad listhead">
        <PageHead
          line={`Everything a review needs, encrypted on this device for ${viewer.name}`}
          title="On this device"
        />
        <p className="t2 devwords">
          {headWords(lines, device, moment)}
          {kept !== null && ` ${sizeWords(total, viewer.locale)} of clients’ reviews`}
          {used !== null &&
            quota !== null &&
            `; this app uses ${sizeWords(used, viewer.locale)} of ${sizeWords(quota, viewer.locale)}`}
          {kept !== null && '.'}
        </p>
        <p className="t3 sm devwords">
          {persistenceWords(isPersistent)} Signing out removes all of it; decisions that wait are named before.
        </p>
        <InstallLine />
        {(device.storageProblem ?? problem) !== null && (
          <p className="sm" role="alert">
            {problem ?? device.storageProblem}
          </p>
        )}
      </header>
      <ul className="pad devlist" aria-label="Clients on this device">
        {lines.map((line) => (
          <DeviceLine key={line.clientId} line={line} moment={moment} onChoose={choose} />
        ))}
      </ul>
    </>
  );
}

function useChoosing(): { choose: (line: TakenLine, choice: TakeChoice) => void; problem: string | null } {
  const announce = useAnnounce();
  const [problem, setProblem] = useState<string | null>(null);
  const choose = useCallback(
    ({ clientId, name }: TakenLine, choice: TakeChoice) => {
      takeAlong.choose(clientId, choice).then(
        (written) => {
          setProblem(written.kept ? null : written.message);
          if (!written.kept) return;
          announce(`${name}: ${CHOSEN_WORDS[choice]}`);
          // What is taken along again is fetched now, not when something changes.
          void fetchChosen();
        },
        (error: unknown) => setProblem(error instanceof Error ? error.message : 'The choice was not kept.'),
      );
    },
    [announce],
  );
  return { choose, problem };
}

const CHOSEN_WORDS: Readonly<Record<TakeChoice, string>> = {
  TAKEN: 'taken along.',
  PINNED: 'pinned; never dropped to make room.',
  LEFT_OUT: 'removed from this device; taken along again when it is opened.',
};

function headWords(
  lines: readonly TakenLine[],
  { offlineSince, lastRefreshedAt }: ReturnType<typeof useDevice>,
  moment: ReadingMoment,
): string {
  const { fresh, here, of } = freshness(lines);
  const left = lines.filter(({ state }) => state === 'LEFT_OUT').length;
  const without = left === 0 ? '' : `, ${countOf(left, 'client')} left out`;
  if (offlineSince === null) return `${fresh} of ${of} fresh${without}.`;
  const when = lastRefreshedAt === null ? '' : `, as of ${formatInstant(lastRefreshedAt, moment)}`;
  return `Offline${when}; ${countOf(here, 'client')} on this device${without}.`;
}

function persistenceWords(isPersistent: boolean | null): string {
  if (isPersistent === true) return 'The browser keeps it until you remove it.';
  return isPersistent === false ? 'The browser may clear it when the disk runs full.' : '';
}
