import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, render, renderHook, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { addDays } from '../../../domain/calendar.js';
import type { IsoDate } from '../../../domain/units.js';
import { clientStates } from '../../../client/digest/clientStates.fixture.js';
import { larkspurDigest } from '../../../client/digest/larkspur.fixture.js';
import { usePastWeek } from '../../../client/digest/usePastWeek.js';
import { startDevice } from '../../../client/offline/index.js';
import { rememberList } from '../../../client/ui/listOrder.js';
import { useAnyKey } from '../../../client/ui/useAnyKey.js';
import { FakeServer } from '../offline/fakeServer.js';
import { freshProfile } from '../offline/storage.js';
import { showClient } from './showClient.js';

beforeEach(() => localStorage.setItem('runway.shownAs.history', 'list'));
afterEach(cleanup);

describe('by keyboard alone', () => {
  it('E explains the runway, Escape returns the focus to it', async () => {
    showClient(clientStates.critical);
    const number = screen.getByRole('button', { name: /weeks of runway: where/ });
    await userEvent.keyboard('e');
    const card = screen.getByRole('dialog', { name: 'Where 4.6 weeks comes from' });
    expect(document.activeElement).toBe(card);
    expect(number.getAttribute('aria-expanded')).toBe('true');
    expect(number.className).toContain('is-open');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(number);
  });

  it('E and Enter explain the figure that has the focus', async () => {
    showClient(clientStates.critical);
    const bills = screen.getByRole('button', { name: /Bills due in 14 days: where/ });
    bills.focus();
    await userEvent.keyboard('e');
    expect(screen.getByRole('dialog', { name: 'Where bills due in 14 days comes from' })).toBeTruthy();
    await userEvent.keyboard('{Escape}');
    expect(document.activeElement).toBe(bills);
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('dialog', { name: 'Where bills due in 14 days comes from' })).toBeTruthy();
  });

  it('leads back to the list as it was left', () => {
    rememberList(['a'], 'status=RED&sort=-CASH');
    showClient(clientStates.critical);
    expect(screen.getByRole('link', { name: 'Clients' }).getAttribute('href')).toBe('/clients?status=RED&sort=-CASH');
  });

  it('the app’s keys go on working beside the card, which is not modal', async () => {
    const ran: string[] = [];
    showClient(clientStates.critical);
    const hook = renderHook(() => useAnyKey('?', () => ran.push('?')));
    await userEvent.keyboard('e?');
    expect(screen.getByRole('dialog')).toBeTruthy();
    expect(ran).toEqual(['?']);
    screen.getByRole('dialog').setAttribute('aria-modal', 'true');
    await userEvent.keyboard('?');
    expect(ran).toEqual(['?']);
    hook.unmount();
  });

  it('every figure of the digest is a stop on the way', async () => {
    showClient(clientStates.critical);
    const stops = new Set<string>();
    for (let step = 0; step < 30; step += 1) {
      await userEvent.tab();
      const figure = (document.activeElement as HTMLElement | null)?.dataset.figure;
      if (figure !== undefined) stops.add(figure);
    }
    expect([...stops]).toEqual([
      'RUNWAY',
      'WEEKLY_IN',
      'WEEKLY_OUT',
      'PAYABLES_DUE',
      'PAYABLES_OVERDUE',
      'RECEIVABLES_OVERDUE',
      'CASH_ON_HAND',
    ]);
  });

  it('L changes between chart and list, also while a card is open, and is remembered', async () => {
    showClient(clientStates.critical);
    await userEvent.keyboard('el');
    expect(screen.getByRole('button', { name: 'Chart' }).getAttribute('aria-pressed')).toBe('true');
    cleanup();
    showClient(clientStates.critical);
    expect(screen.getByRole('button', { name: 'Chart' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('[ and ] step through past weeks and back to now', async () => {
    const { history } = larkspurDigest();
    function Past() {
      const { shown } = usePastWeek('c1', history);
      return <output>{shown?.week.asOf ?? 'now'}</output>;
    }
    render(<Past />);
    const at = (): string | null => screen.getByRole('status').textContent;
    await userEvent.keyboard('[[');
    expect(at()).toBe('2026-11-15');
    await userEvent.keyboard('[[');
    expect(at()).toBe('2026-11-08');
    await userEvent.keyboard(']]');
    expect(at()).toBe('now');
    for (let step = 0; step < 20; step += 1) await userEvent.keyboard('[[');
    expect(at()).toBe('2026-08-30');
  });

  it('[ goes on from the oldest week with that week’s own history', async () => {
    freshProfile();
    const { history, ...rest } = larkspurDigest();
    const server = new FakeServer(['c1']);
    const older = history.map((week) => ({ ...week, asOf: addDays(week.asOf as IsoDate, -7 * 12) }));
    server.past.set('2026-08-30', { ...rest, asOf: '2026-08-30', history: older });
    const device = startDevice(server.options());
    await device.refresh();
    function Past() {
      const { shown, weeks } = usePastWeek('c1', history);
      return (
        <output>
          {shown?.week.asOf ?? 'now'} {weeks.length}
        </output>
      );
    }
    render(<Past />);
    const at = (): string | null => screen.getByRole('status').textContent;
    for (let step = 0; step < 12; step += 1) await userEvent.keyboard('[[');
    await waitFor(() => expect(at()).toBe('2026-08-30 24'));
    await userEvent.keyboard('[[');
    expect(at()).toBe('2026-08-23 24');
    await userEvent.keyboard(']');
    expect(at()).toBe('2026-08-30 24');
    device.stop();
  });
});
