import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { FAKE_FORECAST_OFF } from '../../../client/fakes/fakeForecast.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { aPayment } from './aDecision.js';
import { CLIENT, open, tray } from './showTray.js';

const OTHER = 'cobalt-ridge-cycles';
const AMOUNT = 1_000_000;

/** What stands beside the names of two clients, the second of which has its books in this currency. */
async function besides(currency: string): Promise<() => (string | null)[]> {
  const clients = FAKE_CLIENTS.map((client) => (client.id === OTHER ? { ...client, currency } : client));
  const basic = { tier: 'BASIC_RITUAL_ONLY', forecast: FAKE_FORECAST_OFF } as const;
  const [one, other] = [fakeRitual(CLIENT, basic), fakeRitual(OTHER, basic)];
  const rituals = new Map([
    [CLIENT, one],
    [OTHER, { ...other, digest: { ...other.digest, currency } }],
  ]);
  const payments = [
    aPayment('Bill:312', { amount: AMOUNT }),
    aPayment('Bill:312', { amount: AMOUNT, clientId: OTHER, currency }),
  ];
  await open(payments, { clients, rituals });
  await screen.findByText('open decision', { exact: false });
  await userEvent.keyboard('gt');
  const sheet = await tray();
  return () =>
    [/^Larkspur/, /^Cobalt/].map((name) => {
      const cash = within(sheet).getByRole('rowgroup', { name }).querySelector('.timpact .nw');
      return cash?.textContent.replaceAll(/\s+/g, ' ') ?? null;
    });
}

describe('what decisions do to two clients', () => {
  it('names the currency of each where they differ', async () => {
    const shown = await besides('CAD');
    await waitFor(() =>
      expect(shown()).toEqual([
        'cash US$46.6k , after the decisions US$36.6k',
        'cash CA$46.6k , after the decisions CA$36.6k',
      ]),
    );
  });

  it('names none where they are the same', async () => {
    const shown = await besides('USD');
    const cash = 'cash 46.6k , after the decisions 36.6k';
    await waitFor(() => expect(shown()).toEqual([cash, cash]));
  });
});
