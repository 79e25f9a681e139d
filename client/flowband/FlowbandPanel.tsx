import type { ReactElement } from 'react';
import { usePrinting } from '../digest/reading.js';
import type { FlowbandView, HygieneView } from '../offline/index.js';
import { Money } from '../ui/Money.js';

export interface FlowbandPanelProps {
  readonly clientId: string;
  readonly flowband: FlowbandView;
  readonly issues: HygieneView['issues'];
  readonly onOpenIssue: (issueId: string) => void;
}

type Event = FlowbandView['events'][number];

/** The next cash events with the balance after each. */
export function FlowbandPanel({ flowband, onOpenIssue }: FlowbandPanelProps): ReactElement {
  const print = usePrinting();
  return (
    <>
      <div className="sec">
        <h2>Flowband</h2>{' '}
        <small>
          next {flowband.events.length} dated events, as of {print.day(flowband.asOf)}
        </small>
      </div>
      <table className="dt tight flush">
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Event</th>
            <th scope="col" className="r">
              Amount
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
          {[...flowband.events, ...flowband.inView].map((event) => (
            <EventRow key={event.key} event={event} onOpenIssue={onOpenIssue} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function EventRow({ event, onOpenIssue }: { event: Event; onOpenIssue: (issueId: string) => void }): ReactElement {
  const print = usePrinting();
  const [issueId] = event.issueIds;
  const signed = event.direction === 'IN' ? event.amount : -event.amount;
  return (
    <tr id={event.number === 0 ? undefined : `flow-event-${event.number}`} tabIndex={-1}>
      <td className="t2">{event.date === null ? 'no date' : print.shortDay(event.date)}</td>
      <td>
        {event.name} {event.reference}
        {issueId !== undefined && (
          <button type="button" className="lkb" onClick={() => onOpenIssue(issueId)}>
            ?<span className="vh"> rests on an open issue</span>
          </button>
        )}
      </td>
      <td className="r">{print.money(signed, { sign: true })}</td>
      <td className="r">
        {event.ifPaid !== null && <Money amount={event.ifPaid} currency={print.currency} locale={print.locale} />}
      </td>
      <td className="r t2">
        {event.ifNot !== null && <Money amount={event.ifNot} currency={print.currency} locale={print.locale} />}
      </td>
    </tr>
  );
}
