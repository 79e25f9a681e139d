import Download from 'lucide-react/icons/download';
import Plus from 'lucide-react/icons/plus';
import Printer from 'lucide-react/icons/printer';
import { useEffect, useMemo, useRef, useState, type ReactElement, type RefObject } from 'react';
import { forecastCsv, forecastTable } from '../../domain/forecast/forecastTable.js';
import { ComingNote } from '../console/ComingNote.js';
import type { PayingAccount } from '../console/console.js';
import { usePrinting } from '../digest/reading.js';
import { useClientKey } from '../digest/useClientKey.js';
import { nextShownAs, ShownAsToggle, SHOWN_AS, type ShownAs } from '../flowband/ShownAsToggle.js';
import { useClientRows, useDigest } from '../offline/index.js';
import { Toast } from '../ui/Toast.js';
import { isTyping } from '../ui/useAnyKey.js';
import { useKeptChoice } from '../ui/useKeptChoice.js';
import { PHONE, useMedia } from '../ui/useMedia.js';
import { downloadText } from '../ui/download.js';
import { AddEvent } from './AddEvent.js';
import { withoutWords } from './comingWords.js';
import { ForecastContext, useForecast } from './ForecastContext.js';
import { tabled, type ForecastView as Forecast } from './forecastParts.js';
import { Ground } from './Ground.js';
import { Headline } from './Headline.js';
import type { OpenedCell } from './openedCell.js';
import { printForecast } from './printForecast.js';
import { savedLines, savedName } from './savedForecast.js';
import { useCounted } from './useCounted.js';
import { useFocusKept } from './useFocusKept.js';
import { useForecastActs } from './useForecastActs.js';
import { WeeksAsRows } from './WeeksAsRows.js';
import { WeeksChart } from './WeeksChart.js';
import { WeeksTable } from './WeeksTable.js';

export interface ForecastViewProps {
  readonly clientId: string;
  readonly forecast: Forecast;
  readonly offline: boolean;
}

/** The 13 weeks with their headline, drawing, table, and all that is done with them. */
export function ForecastView({ clientId, forecast, offline }: ForecastViewProps): ReactElement {
  const section = useRef<HTMLElement>(null);
  const counted = useCounted(clientId, forecast);
  const acts = useForecastActs({ clientId, forecast, offline, countIn: counted.countIn });
  const accounts = useDigest(clientId).review?.console?.accounts ?? NO_ACCOUNTS;
  const room = useMemo(
    () => ({ clientId, forecast: counted.forecast, told: forecast, counted, accounts, offline, acts }),
    [clientId, forecast, counted, accounts, offline, acts],
  );
  const [mode, show] = useKeptChoice('runway.shownAs.forecast', SHOWN_AS);
  const [isAdding, setAdding] = useState(false);
  const [unfolded, unfold] = useState<ReadonlySet<string>>(new Set());
  useSectionKey(section, 'l', () => show(nextShownAs(mode)));
  useClientKey('u', acts.undo);
  useFocusKept(section);
  const toggle = (row: string): void => {
    const next = new Set(unfolded);
    if (!next.delete(row)) next.add(row);
    unfold(next);
  };
  return (
    <ForecastContext value={room}>
      <section className="fcs" aria-labelledby="forecast-head" ref={section}>
        <Head mode={mode} onShow={show} onAdd={() => setAdding(!isAdding)} isAdding={isAdding} unfolded={unfolded} />
        <Headline />
        <Coming />
        {isAdding && <AddEvent onClose={() => setAdding(false)} />}
        {mode !== 'list' && <WeeksChart />}
        <Weeks mode={mode} unfolded={unfolded} onUnfold={toggle} />
        <Ground />
        {acts.last !== null && (
          <Toast
            key={acts.last.sentence}
            message={acts.last.sentence}
            isSaid
            onClose={acts.forgetLast}
            {...(acts.last.back === null ? {} : { action: { label: 'Undo', run: acts.undo } })}
          />
        )}
      </section>
    </ForecastContext>
  );
}

const NO_ACCOUNTS: readonly PayingAccount[] = [];

/** Whether decisions on their way are in the figures, and what these are without them. */
function Coming(): ReactElement {
  const { clientId, told, forecast, counted } = useForecast();
  const { coming, why } = counted;
  const without = withoutWords(told, forecast, usePrinting());
  return <ComingNote clientId={clientId} count={coming.length} why={why} without={without} />;
}

interface HeadProps {
  readonly mode: ShownAs;
  readonly onShow: (mode: ShownAs) => void;
  readonly onAdd: () => void;
  readonly isAdding: boolean;
  readonly unfolded: ReadonlySet<string>;
}

function Head({ mode, onShow, onAdd, isAdding, unfolded }: HeadProps): ReactElement {
  const { clientId, forecast, counted, accounts } = useForecast();
  const print = usePrinting();
  const client = useClientRows().rows?.find(({ id }) => id === clientId)?.name ?? null;
  const save = (): void =>
    downloadText(
      savedName(client, forecast.asOf),
      'text/csv;charset=utf-8',
      forecastCsv(tabled(forecast), unfolded, { client, lines: savedLines(forecast, counted, accounts) }),
    );
  return (
    <div className="row sechead fcbar">
      <div className="sec">
        <h2 id="forecast-head">Next 13 weeks</h2> <small>forecast as of {print.day(forecast.asOf)}</small>
      </div>
      <span className="sp" />
      <div className="fctools">
        <button type="button" className="btn s" data-add="" aria-expanded={isAdding} onClick={onAdd}>
          <Plus size={14} aria-hidden="true" />
          Add an event
        </button>
        <button
          type="button"
          className="btn s icon qt"
          aria-label="Download as CSV"
          title="Download as CSV"
          onClick={save}
        >
          <Download size={14} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="btn s icon qt"
          aria-label="Print the 13 weeks"
          title="Print the 13 weeks"
          onClick={printForecast}
        >
          <Printer size={14} aria-hidden="true" />
        </button>
        <ShownAsToggle mode={mode} onChange={onShow} />
      </div>
    </div>
  );
}

/** The table, on phones a row a week; on paper always the table. */
function Weeks(props: { mode: ShownAs; unfolded: ReadonlySet<string>; onUnfold: (row: string) => void }): ReactElement {
  const { mode, unfolded, onUnfold } = props;
  const { forecast } = useForecast();
  const isPhone = useMedia(PHONE);
  const [cell, open] = useState<OpenedCell | null>(null);
  const table = useMemo(() => forecastTable(tabled(forecast), unfolded), [forecast, unfolded]);
  const hidden = mode === 'chart' || isPhone;
  return (
    <>
      {isPhone && mode !== 'chart' && <WeeksAsRows cell={cell} onOpen={open} />}
      <div className={hidden ? 'printonly' : undefined}>
        <WeeksTable table={table} unfolded={unfolded} cell={hidden ? null : cell} onUnfold={onUnfold} onOpen={open} />
      </div>
    </>
  );
}

/** A key where the focus is in the section: there it is this part's, elsewhere the page's. */
function useSectionKey(section: RefObject<HTMLElement | null>, key: string, run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const element = section.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== key || isTyping(event)) return;
      event.preventDefault();
      latest.current();
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, [section, key]);
}
