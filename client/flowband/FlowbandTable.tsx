import type { ReactElement } from 'react';
import { countOf } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import type { FlowbandView } from '../offline/index.js';
import { MoneyIfKnown } from '../ui/Money.js';
import type { CountedBand } from './countedBand.js';
import { datedEvents } from './flowDrawing.js';
import { markWords, type RestingIssue } from './flowWords.js';

export interface FlowbandTableProps {
  readonly flowband: FlowbandView;
  /** What decisions on their way did to events, by key. */
  readonly marks: CountedBand['marks'];
  readonly at: number | null;
  readonly issuesOf: (event: FlowbandView['events'][number]) => readonly RestingIssue[];
  readonly onOpenIssue: (issueId: string) => void;
  /** Rows can be gone to by their event's number. */
  readonly hasTargets: boolean;
}

type FlowEvent = FlowbandView['events'][number];

/** Every number of the drawing, with totals; last what is overdue and in neither edge. */
export function FlowbandTable(props: FlowbandTableProps): ReactElement {
  const { flowband } = props;
  const print = usePrinting();
  const events = datedEvents(flowband);
  const last = events.at(-1);
  const net = flowband.events.reduce((sum, event) => sum + signedOf(event), 0);
  return (
    <table className="dt tight flush fbt">
      <colgroup>
        <col className="fbc-number" />
        <col className="fbc-date" />
        <col />
        <col className="fbc-amount" />
        <col className="fbc-amount" />
        <col className="fbc-amount" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="r">
            <span aria-hidden="true">#</span>
            <span className="vh">Number</span>
          </th>
          <th scope="col">Date</th>
          <th scope="col">Event</th>
          <th scope="col" className="r">
            Amount<span className="vh">, {flowband.currency}</span>
          </th>
          <th scope="col" className="r">
            If paid
          </th>
          <th scope="col" className="r">
            If not
          </th>
        </tr>
      </thead>
      <tbody>
        <tr className="fbopening">
          <td />
          <td className="t2">{print.shortDay(flowband.asOf)}</td>
          <th scope="row">{flowband.inTransit === 0 ? 'Cash on hand' : 'Cash on hand and in transit'}</th>
          <td />
          <Balance amount={flowband.opening} />
          <Balance amount={flowband.opening} isLower />
        </tr>
        {flowband.events.map((event) => (
          <EventRow key={event.key} event={event} {...props} />
        ))}
        {flowband.events.length > 0 && (
          <tr className="fbsum">
            <td />
            <td />
            <th scope="row">{countOf(flowband.events.length, 'event', 'events', print.locale)}, net</th>
            <td className="r">{print.money(net, { sign: true })}</td>
            <Balance amount={last?.ifPaid ?? null} />
            <Balance amount={last?.ifNot ?? null} isLower />
          </tr>
        )}
      </tbody>
      {flowband.inView.length > 0 && <InView {...props} />}
    </table>
  );
}

function EventRow(props: FlowbandTableProps & { event: FlowEvent }): ReactElement {
  const { event, at, hasTargets } = props;
  const print = usePrinting();
  const classes = [event.issueIds.length > 0 ? 'unr' : '', at === event.number ? 'cur' : ''].join(' ').trim();
  return (
    <tr
      id={hasTargets ? `flow-event-${event.number}` : undefined}
      tabIndex={hasTargets ? -1 : undefined}
      className={classes === '' ? undefined : classes}
    >
      <td className="r t3">{event.number}</td>
      <td className="t2">{event.date === null ? '–' : print.shortDay(event.date)}</td>
      <NameCell {...props} />
      <td className="r">{print.money(signedOf(event), { sign: true })}</td>
      <Balance amount={event.ifPaid} />
      <Balance amount={event.ifNot} isLower />
    </tr>
  );
}

function NameCell({ event, marks, issuesOf, onOpenIssue }: FlowbandTableProps & { event: FlowEvent }): ReactElement {
  const print = usePrinting();
  const mark = markWords(marks.get(event.key), print);
  const [issue] = issuesOf(event);
  return (
    <th scope="row" title={event.basis}>
      {event.issueIds.length > 0 && issue === undefined && (
        <span className="qmark">
          ?<span className="vh"> rests on an open issue </span>
        </span>
      )}
      {issue !== undefined && (
        <button type="button" className="qbtn" title={issue.title} onClick={() => onOpenIssue(issue.id)}>
          <span className="qmark" aria-hidden="true">
            ?
          </span>
          <span className="vh">Rests on: {issue.title}, open the issue. </span>
        </button>
      )}
      <span className="fbname">
        <span>{event.name}</span> {event.reference !== null && <span className="t3">{event.reference}</span>}
      </span>
      {mark !== '' && <small className="fbmark t3">{mark}</small>}
    </th>
  );
}

function Balance({ amount, isLower = false }: { amount: number | null; isLower?: boolean }): ReactElement {
  const print = usePrinting();
  return (
    <td className={isLower ? 'r t2' : 'r'}>
      <MoneyIfKnown amount={amount} currency={print.currency} locale={print.locale} />
    </td>
  );
}

function signedOf({ direction, amount }: Pick<FlowEvent, 'direction' | 'amount'>): number {
  return direction === 'IN' ? amount : -amount;
}

/** Overdue beyond the usual delay: no day to expect it on, so in neither edge. */
function InView(props: FlowbandTableProps): ReactElement {
  const { flowband } = props;
  const print = usePrinting();
  // A credit that is set against an overdue invoice is listed after it.
  const listed = flowband.inView.reduce((sum, event) => sum + signedOf(event), 0);
  const invoices = flowband.inView.filter(({ kind }) => kind === 'INVOICE').length;
  // A sum of more than what is listed says so.
  const unlisted = flowband.inViewTotal - listed;
  return (
    <tbody className="nodate">
      {flowband.inView.map((event) => (
        <tr key={event.key} className={event.issueIds.length > 0 ? 'unr' : undefined}>
          <td />
          <td className="t3">
            <span aria-hidden="true">–</span>
            <span className="vh">no date</span>
          </td>
          <NameCell {...props} event={event} />
          <td className="r">{print.money(signedOf(event), { sign: true })}</td>
          <td className="r t3" colSpan={2}>
            in view, not in the band
          </td>
        </tr>
      ))}
      {flowband.inView.length > 1 && (
        <tr className="fbsum">
          <td />
          <td />
          <th scope="row">
            {unlisted === 0
              ? `${countOf(invoices, 'invoice', 'invoices', print.locale)} in view`
              : `In view, with ${print.money(unlisted)} not listed`}
          </th>
          <td className="r">{print.money(flowband.inViewTotal, { sign: true })}</td>
          <td colSpan={2} />
        </tr>
      )}
    </tbody>
  );
}
