import { useCallback, useMemo, useRef, useState, type ReactElement } from 'react';
import { dateInZone, laterDate } from '../../domain/calendar.js';
import { foldConsole } from '../../domain/operations/foldConsole.js';
import type { IsoDate } from '../../domain/units.js';
import { usePrinting } from '../digest/reading.js';
import { useDecisions, useDigest, type ForecastResultView, type HygieneView } from '../offline/index.js';
import { PHONE, useMedia } from '../ui/useMedia.js';
import { useViewer } from '../viewer.js';
import type { ByKind, ConsoleView, DocumentKind } from './console.js';
import { ConsoleContext } from './ConsoleContext.js';
import { NothingOpen } from './ConsoleStates.js';
import { countedComing } from './countedComing.js';
import { DecisionBar } from './DecisionBar.js';
import type { TableHandle } from './DocumentTable.js';
import { DocumentSection } from './DocumentSection.js';
import { earlierOf } from './EarlierDecisions.js';
import { EarlierSection } from './EarlierSection.js';
import { hasImpact } from './hasImpact.js';
import { PhoneChoice, selectedOf } from './PhoneChoice.js';
import { PlanManyDialog } from './PlanManyDialog.js';
import { isHeld as isOldAt } from './heldFigures.js';
import { HeldLine } from './HeldLine.js';
import { issueMarks } from './issueMarks.js';
import { LastToast } from './LastToast.js';
import type { RowActs } from './rowActs.js';
import { outOfView, PLAIN_VIEW, rowsOf, unfiltered, type TableView } from './tableView.js';
import { useConsoleKeys } from './useConsoleKeys.js';
import { useDecisionActs } from './useDecisionActs.js';
import { useDrafting } from './useDrafting.js';
import { useFocusLost } from './useFocusLost.js';
import { useHeld } from './useHeld.js';
import { useQueue } from './useQueue.js';
import { useWantedDecision } from './useWantedDecision.js';
import { useWantedRow } from './useWantedRow.js';

export interface ConsoleTabProps {
  readonly clientId: string;
  readonly console: ConsoleView;
  readonly hygiene: HygieneView | null;
  readonly forecast: ForecastResultView;
  /** Cash on hand as of the console's date, in the client's currency. */
  readonly cash: number | null;
  readonly offline: boolean;
  /** The client's own, by which the server counts days; null where the list does not say. */
  readonly timeZone: string | null;
}

/** What comes and goes with acts. From there the focus goes back to the rows, which look after their own. */
const BESIDE_ROWS = '.dwrap, .dsheet, .toast, .norows, .dcard';

/** Open bills and invoices, what is decided of them, and what it would mean. */
export function ConsoleTab(props: ConsoleTabProps): ReactElement {
  const { clientId, console: view, hygiene, forecast, cash, offline, timeZone } = props;
  const viewer = useViewer();
  const print = usePrinting();
  const decisions = useDecisions(clientId);
  const { decisionOf: last, withoutDocument } = useMemo(
    () => foldConsole<ConsoleView['bills'][number], ConsoleView>(view, decisions),
    [view, decisions],
  );
  const earlier = useMemo(() => earlierOf(decisions, withoutDocument), [decisions, withoutDocument]);
  const wanted = useWantedDecision();
  const marks = useMemo(() => issueMarks(hygiene, view), [hygiene, view]);
  const today = laterDate(dateInZone(print.now, timeZone ?? print.zone), view.asOf as IsoDate);
  const [views, setViews] = useState<ByKind<TableView>>({ BILL: PLAIN_VIEW, INVOICE: PLAIN_VIEW });
  const shown = useMemo<ByKind<ConsoleView['bills']>>(
    () => ({
      BILL: [...rowsOf(view.bills, 'BILL', views.BILL, view.asOf)],
      INVOICE: [...rowsOf(view.invoices, 'INVOICE', views.INVOICE, view.asOf)],
    }),
    [view, views],
  );
  const drafting = useDrafting({
    currency: print.currency,
    locale: print.locale,
    ...{ viewerId: viewer.id, clientId, console: view, decisions: last, today, shown },
  });
  const hidden = useMemo(() => outOfView(drafting.drafts.keys(), shown), [drafting.drafts, shown]);
  const showAll = (): void =>
    setViews((before) => ({ BILL: unfiltered(before.BILL), INVOICE: unfiltered(before.INVOICE) }));
  const acts = useDecisionActs(offline, decisions);
  const aged = useHeld(clientId, view.syncedAt, offline);
  const held = aged?.isCertain === true ? aged : null;
  const isHeld = held !== null;
  const { review } = useDigest(clientId);
  const isWeighed = review !== null && hasImpact(review);
  const weighedIn = isWeighed && forecast?.__typename === 'Forecast' ? forecast : null;
  const isOld = isOldAt(view.syncedAt, print.now);
  const { currency } = print;
  const counted = useMemo(
    () => countedComing(decisions, { view, forecast: weighedIn, currency, isOld }),
    [decisions, view, weighedIn, currency, isOld],
  );
  const surroundings = useMemo(
    () => ({ accounts: view.accounts, syncedAt: view.syncedAt, today, forecast: weighedIn, ...counted, isHeld }),
    [view, today, weighedIn, counted, isHeld],
  );
  const [planning, setPlanning] = useState<{ kind: DocumentKind; keys: readonly string[] } | null>(null);
  const tables = useRef<Record<DocumentKind, TableHandle | null>>({ BILL: null, INVOICE: null });
  const holdBills = useCallback((handle: TableHandle | null) => void (tables.current.BILL = handle), []);
  const holdInvoices = useCallback((handle: TableHandle | null) => void (tables.current.INVOICE = handle), []);
  const leaveTable = useCallback((kind: DocumentKind, by: 1 | -1) => leave(tables.current, kind, by), []);
  const worked = useRef<DocumentKind>('BILL');
  const withdraw = acts.withdraw;
  const rowActs = useMemo<RowActs>(
    () => ({
      ...drafting.acts,
      withdraw: ({ id }) => void withdraw([id]),
      planMany: (kind, keys) => setPlanning({ kind, keys }),
      noteFocus: (kind) => {
        worked.current = kind;
      },
    }),
    [drafting.acts, withdraw],
  );
  const { drafts, drop } = drafting;
  // Books are read, and decisions made elsewhere, while the day is asked for: what is not selected any more is not planned.
  const planned = useMemo(() => planning?.keys.filter((key) => drafts.has(key)) ?? [], [planning, drafts]);
  if (planning !== null && planned.length === 0) setPlanning(null);
  const queue = useQueue({ clientId, view, drafts, drop, decisions, acts, held });
  const goToWorked = (): void => {
    // The other where it shows no row.
    const { BILL, INVOICE } = tables.current;
    const table = worked.current === 'BILL' ? (BILL ?? INVOICE) : (INVOICE ?? BILL);
    table?.goTo(table.at);
  };
  useConsoleKeys({ enter: goToWorked, queue: queue.run, undo: acts.undo });
  useFocusLost(BESIDE_ROWS, goToWorked);
  const isPrinted = useMedia('print');
  const isPhone = useMedia(PHONE) && !isPrinted;
  const [onPhone, showOnPhone] = useState<DocumentKind>('BILL');
  const inRows = useMemo(() => decisions.filter((one) => !earlier.includes(one)), [decisions, earlier]);
  const goToRow = useCallback(
    (kind: DocumentKind, key: string): boolean => {
      const at = shown[kind].findIndex((row) => row.key === key);
      showOnPhone(kind);
      // Behind a filter: it is shown once the filter is off.
      if (at < 0) setViews((before) => (before[kind] === PLAIN_VIEW ? before : { ...before, [kind]: PLAIN_VIEW }));
      tables.current[kind]?.goTo(Math.max(0, at));
      return at >= 0 && tables.current[kind] !== null;
    },
    [shown],
  );
  useWantedRow({ wanted, inRows, view, goTo: goToRow });
  const isEmpty = view.bills.length + view.invoices.length === 0;

  const section = (kind: DocumentKind): ReactElement => (
    <DocumentSection
      clientId={clientId}
      kind={kind}
      all={kind === 'BILL' ? view.bills : view.invoices}
      rows={shown[kind]}
      view={views[kind]}
      asOf={view.asOf}
      syncedAt={view.syncedAt}
      marks={marks}
      decisions={last}
      drafts={drafts}
      editing={drafting.editing}
      offline={offline}
      acts={rowActs}
      handle={kind === 'BILL' ? holdBills : holdInvoices}
      onView={(next) => {
        rowActs.noteFocus(kind);
        setViews((before) => ({ ...before, [kind]: next }));
      }}
      onAll={() => drafting.toggleAll(kind)}
      onLeave={(by) => leaveTable(kind, by)}
    />
  );
  return (
    <ConsoleContext value={surroundings}>
      <div className="cn">
        <div className="cnl">
          {view.more > 0 && (
            <p className="stateline">
              {view.more} more open documents than are listed here; the {view.bills.length} bills and{' '}
              {view.invoices.length} invoices due first are shown.
            </p>
          )}
          {aged !== null && <HeldLine held={aged} />}
          {isEmpty && <NothingOpen asOf={view.asOf} />}
          {!isEmpty && isPhone && (
            <PhoneChoice
              shown={onPhone}
              counts={{ BILL: view.bills.length, INVOICE: view.invoices.length }}
              selected={selectedOf(drafts.keys())}
              onShow={showOnPhone}
            />
          )}
          {!isEmpty && (!isPhone || onPhone === 'BILL') && section('BILL')}
          {!isEmpty && (!isPhone || onPhone === 'INVOICE') && section('INVOICE')}
        </div>
        <EarlierSection {...{ earlier, view, offline, acts, wanted }} />
      </div>
      <DecisionBar
        drafts={drafts}
        forecast={forecast}
        isWeighed={isWeighed}
        cash={cash}
        busy={acts.busy}
        problem={acts.problem}
        inVain={queue.inVain}
        hidden={hidden}
        onShowAll={showAll}
        onClear={() => drop(drafts.keys())}
        onQueue={queue.run}
        onProblemRead={acts.forgetProblem}
      />
      {planning !== null && (
        <PlanManyDialog
          kind={planning.kind}
          count={planned.length}
          today={today}
          onCancel={() => setPlanning(null)}
          onPlan={(day) => {
            drafting.acts.decide(planning.kind, planned, 'PLAN');
            for (const key of planned) drafting.acts.edit(key, { plannedFor: day });
            setPlanning(null);
          }}
        />
      )}
      {acts.last !== null && (
        <LastToast
          key={`${acts.last.queued ?? ''} ${acts.last.ids.join()}`}
          last={acts.last}
          decisions={decisions}
          onUndo={acts.undo}
          onClose={acts.forgetLast}
        />
      )}
    </ConsoleContext>
  );
}

/** From the end of one table to the beginning of the other, and back. */
function leave(tables: Readonly<Record<DocumentKind, TableHandle | null>>, from: DocumentKind, by: 1 | -1): void {
  if (from === 'BILL' && by === 1) tables.INVOICE?.goTo(0);
  if (from === 'INVOICE' && by === -1) tables.BILL?.goTo(Number.MAX_SAFE_INTEGER);
}
