import type { ReactElement } from 'react';
import { Money, MoneyIfKnown } from '../ui/Money.js';
import type { DigestView, ProvenanceView } from '../offline/index.js';
import { AccountName } from './AccountName.js';
import { usePrinting } from './reading.js';

/** The accounts that count, then those left out with the reason, then what is on its way to the bank. */
export function ProvenanceAccounts(props: {
  provenance: ProvenanceView;
  figures: Pick<DigestView['figures'], 'cashOnHand' | 'inTransit'>;
}): ReactElement | null {
  const { provenance } = props;
  const { cashOnHand, inTransit } = props.figures;
  const { locale, currency } = usePrinting();
  if (provenance.accounts.length === 0) return null;
  const counted = provenance.accounts.filter((account) => account.counted);
  const leftOut = provenance.accounts.filter((account) => !account.counted);
  return (
    <section>
      <h3>Accounts</h3>
      <ul className="pl">
        {counted.map((account) => (
          <li key={account.accountId}>
            <AccountName account={account} />
            <b>
              <Money amount={account.balance} currency={account.currency} locale={locale} />
            </b>
          </li>
        ))}
        <li className="plsum">
          Cash on hand
          <b>
            <MoneyIfKnown amount={cashOnHand} currency={currency} locale={locale} />
          </b>
        </li>
        {leftOut.map((account) => (
          <li key={account.accountId} className="t3">
            <span className="an2">
              <AccountName account={account} /> <em>left out, {account.leftOut}</em>
            </span>
            <b>
              <Money
                amount={account.balance}
                currency={account.currency}
                locale={locale}
                symbol={account.currency !== currency}
              />
            </b>
          </li>
        ))}
        {inTransit !== 0 && (
          <li className="t3">
            <span className="an2">
              Undeposited funds <em>in transit, not counted</em>
            </span>
            <b>
              <Money amount={inTransit} currency={currency} locale={locale} />
            </b>
          </li>
        )}
      </ul>
    </section>
  );
}
