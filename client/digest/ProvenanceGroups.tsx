import ChevronRight from 'lucide-react/icons/chevron-right';
import { useId, useState, type ReactElement } from 'react';
import type { Figure } from '../../schema/generated/graphql.js';
import { wholeNumber } from '../../domain/wording.js';
import type { DigestView, ProvenanceView } from '../offline/index.js';
import { Money } from '../ui/Money.js';
import { Scrolling } from '../ui/Scrolling.js';
import { listOf, type Group } from './provenanceLists.js';
import { usePrinting } from './reading.js';

/** The most lines drawn at once; the sum is always of all of them. */
const MOST_LINES = 500;

/** What the figure is made of, each part opening its documents in place; then what stands apart. */
export function ProvenanceGroups(props: { provenance: ProvenanceView; digest: DigestView }): ReactElement | null {
  const { provenance, digest } = props;
  const { locale, currency } = usePrinting();
  const { apart } = provenance;
  if (provenance.groups.length + apart.length === 0) return null;
  const total = provenance.groups.reduce((sum, { amount }) => sum + amount, 0);
  const { figure } = provenance;
  return (
    <section>
      <h3>{provenance.window === null ? 'Made of' : 'Transactions in the window'}</h3>
      <ul className="pgs">
        {provenance.groups.map((group) => (
          <GroupRow key={group.label} group={group} figure={figure} digest={digest} />
        ))}
        {provenance.groups.length > 1 && (
          <li className="plsum row">
            {figure === 'RUNWAY' ? 'Net burn of the window' : 'Together'}
            <b>
              <Money amount={total} currency={currency} locale={locale} />
            </b>
          </li>
        )}
        {apart.map((group) => (
          <GroupRow key={group.label} group={group} figure={figure} digest={digest} isApart />
        ))}
      </ul>
    </section>
  );
}

interface GroupRowProps {
  readonly group: Group;
  readonly figure: Figure;
  readonly digest: DigestView;
  readonly isApart?: boolean;
}

function GroupRow({ group, figure, digest, isApart = false }: GroupRowProps): ReactElement {
  const { locale, currency } = usePrinting();
  const [isOpen, open] = useState(false);
  const listId = useId();
  const amount = (
    <b>
      <Money amount={group.amount} currency={currency} locale={locale} />
    </b>
  );
  if (group.count === 0) {
    return (
      <li className="row pg">
        {group.label}
        {amount}
      </li>
    );
  }
  return (
    <li className={isApart ? 't3' : undefined}>
      <button type="button" className="pg" aria-expanded={isOpen} aria-controls={listId} onClick={() => open(!isOpen)}>
        <ChevronRight size={13} className={isOpen ? 'open' : undefined} aria-hidden="true" />
        <span className="pgl">
          <span className="lk">
            {wholeNumber(group.count, locale)} {lowerFirst(group.label)}
          </span>
          {isApart && <em> not in this figure</em>}
        </span>
        {amount}
      </button>
      <div id={listId}>{isOpen && <GroupList group={group} figure={figure} digest={digest} />}</div>
    </li>
  );
}

function GroupList({ group, figure, digest }: GroupRowProps): ReactElement {
  const print = usePrinting();
  const { transactions, addsUp } = listOf(group, figure, digest);
  const shown = transactions.slice(0, MOST_LINES);
  return (
    <Scrolling className="pt" label={group.label}>
      <table className="dt tight">
        <colgroup>
          <col className="colday" />
          <col />
          <col className="colamount" />
        </colgroup>
        <thead className="vh">
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Transaction</th>
            <th scope="col">Amount, {print.currency}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.key}>
              <td className="t2">{print.shortDay(line.date)}</td>
              <td>
                {line.party ?? line.what} <span className="t3">{line.party === null ? line.detail : line.what}</span>
              </td>
              <td className="r">
                <Money amount={line.amount} currency={print.currency} locale={print.locale} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < transactions.length && (
        <p className="note">
          The newest {shown.length} of {transactions.length} are listed; the sum is of all.
        </p>
      )}
      {!addsUp && (
        <p className="note">
          {transactions.length === 0
            ? 'The single transactions of this part are not in the digest.'
            : `Listed here: ${transactions.length} of ${group.count}, ${print.money(transactions.reduce((sum, { amount }) => sum + amount, 0))}.`}
        </p>
      )}
    </Scrolling>
  );
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
