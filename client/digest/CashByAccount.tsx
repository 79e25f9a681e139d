import type { ReactElement } from 'react';
import type { DigestView } from '../offline/index.js';
import { Money, MoneyIfKnown } from '../ui/Money.js';
import { AccountName } from './AccountName.js';
import { AmountChange } from './AmountChange.js';
import { FigureButton } from './FigureButton.js';
import { usePrinting } from './reading.js';

/** Counted accounts with their sum; below it what is not in the sum, and why. */
export function CashByAccount({ digest }: { digest: DigestView }): ReactElement {
  const { currency, locale, day } = usePrinting();
  const { accounts, cashOnHand, inTransit, runway } = digest.figures;
  const counted = accounts.filter((account) => account.counted);
  const leftOut = accounts.filter((account) => !account.counted);
  return (
    <section aria-labelledby="cash-by-account">
      <div className="sec">
        <h2 id="cash-by-account">Cash by account</h2>{' '}
        <small>
          {day(digest.asOf)}, {currency}
        </small>
      </div>
      <table className="dt tight flush cash">
        <colgroup>
          <col />
          <col className="colsum" />
        </colgroup>
        <thead className="vh">
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Balance, {currency}</th>
          </tr>
        </thead>
        <tbody>
          {counted.map((account) => (
            <tr key={account.accountId}>
              <td>
                <AccountName account={account} />
              </td>
              <td className="r">
                <Money amount={account.balance} currency={account.currency} locale={locale} />
              </td>
            </tr>
          ))}
          <tr className="sum">
            <td className="wrap">
              <span className="cashsum">
                Cash on hand
                <AmountChange now={cashOnHand} before={digest.before?.cashOnHand ?? null} />
                {runway.reason !== null && <CashReason amount={cashOnHand} reason={runway.reason} />}
              </span>
            </td>
            <td className="r">
              <FigureButton figure="CASH_ON_HAND" className="fgt" label="cash on hand">
                <MoneyIfKnown amount={cashOnHand} currency={currency} locale={locale} />
              </FigureButton>
            </td>
          </tr>
          {leftOut.map((account) => (
            <tr key={account.accountId} className="t2">
              <td className="wrap">
                <AccountName account={account} /> <span className="t3">left out, {account.leftOut}</span>
              </td>
              <td className="r">
                <Money
                  amount={account.balance}
                  currency={account.currency}
                  locale={locale}
                  symbol={account.currency !== currency}
                />
              </td>
            </tr>
          ))}
          {inTransit !== 0 && (
            <tr className="t2">
              <td>
                Undeposited funds <span className="t3">in transit</span>
              </td>
              <td className="r">
                <Money amount={inTransit} currency={currency} locale={locale} />
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

/** Why cash is not known: what keeps the runway from being derived. Nothing where there is an amount. */
function CashReason({ amount, reason }: { amount: number | null; reason: string }): ReactElement | null {
  return amount === null ? <span className="t3">{reason}</span> : null;
}
