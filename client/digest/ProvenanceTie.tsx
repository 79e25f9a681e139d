import { Fragment, useState, type ReactElement } from 'react';
import type { Figure } from '../../schema/generated/graphql.js';
import { formatInstant } from '../../domain/wording.js';
import type { DigestView } from '../offline/index.js';
import { Money } from '../ui/Money.js';
import { usePrinting } from './reading.js';
import { linesFor, withoutEvidence, type TieOut, type TieOutLine } from './tieOutLines.js';

/** QuickBooks' own figures beside ours, with every difference that has a name, and every one that has none. */
export function ProvenanceTie(props: { figure: Figure; digest: DigestView; isPast: boolean }): ReactElement {
  const { figure, digest, isPast } = props;
  const print = usePrinting();
  const { tieOut } = digest;
  return (
    <section>
      <h3>
        QuickBooks’ own figures{' '}
        {tieOut !== null && (
          <span className="t3">reports read {formatInstant(Date.parse(tieOut.checkedAt), print)}</span>
        )}
      </h3>
      {tieOut === null ? (
        <p className="t2">{withoutEvidence(digest, isPast)}.</p>
      ) : (
        <TieTable figure={figure} tieOut={tieOut} />
      )}
    </section>
  );
}

function TieTable({ figure, tieOut }: { figure: Figure; tieOut: TieOut }): ReactElement {
  const [all, showAll] = useState(false);
  const bearing = linesFor(figure, tieOut);
  const lines = all ? tieOut.lines : bearing;
  const folded = tieOut.lines.length - bearing.length;
  return (
    <>
      <table className="dt tight tieo">
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">Line</span>
            </th>
            <th scope="col" className="r">
              Here
            </th>
            <th scope="col" className="r">
              QuickBooks
            </th>
            <th scope="col" className="r">
              Diff.
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.key} line={line} />
          ))}
          {figure === 'RUNWAY' && (
            <tr className="str">
              <td>Runway</td>
              <td className="r">{tieOut.runwayOurs}</td>
              <td className="r">{tieOut.runwayQuickBooks}</td>
              <td className="r">{tieOut.runwayOurs === tieOut.runwayQuickBooks ? '0.0' : '≠'}</td>
            </tr>
          )}
        </tbody>
      </table>
      {folded > 0 && (
        <button type="button" className="lkb" aria-expanded={all} onClick={() => showAll(!all)}>
          {all ? 'Only the lines of this figure' : `${folded} more lines, all tie`}
        </button>
      )}
    </>
  );
}

function Line({ line }: { line: TieOutLine }): ReactElement {
  const { locale, currency } = usePrinting();
  const money = (amount: number): ReactElement => <Money amount={amount} currency={currency} locale={locale} />;
  return (
    <Fragment>
      <tr className={line.closes ? undefined : 'str'}>
        <td>{line.label}</td>
        <td className="r">{money(line.ours)}</td>
        <td className="r">{money(line.quickbooks)}</td>
        <td className="r">{money(line.difference)}</td>
      </tr>
      {line.bridges.map((bridge) => (
        <tr key={bridge.label} className="t3">
          <td colSpan={2}>{bridge.label}</td>
          <td className="r">{money(bridge.amount)}</td>
          <td />
        </tr>
      ))}
    </Fragment>
  );
}
