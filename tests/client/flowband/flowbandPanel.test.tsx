import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeFlowband, fakeHygiene } from '../../../client/fakes/fakeReview.js';
import type { FlowbandView } from '../../../client/offline/index.js';
import { LiveRegion } from '../../../client/ui/LiveRegion.js';
import { Read } from '../digest/showClient.js';

jest.unstable_mockModule('../../../client/flowband/styles.js', () => ({}));
const { FlowbandPanel } = await import('../../../client/flowband/FlowbandPanel.js');

afterEach(cleanup);
beforeEach(() => localStorage.clear());

const opened = jest.fn<(id: string) => void>();
const hygiene = fakeHygiene();

function show(part: Partial<FlowbandView> = {}): void {
  render(
    <Read>
      <LiveRegion>
        <FlowbandPanel
          clientId="larkspur"
          flowband={{ ...fakeFlowband(), ...part }}
          issues={hygiene.issues}
          rules={hygiene.rules}
          onOpenIssue={opened}
        />
      </LiveRegion>
    </Read>,
  );
}

const rows = (): string[] => screen.getAllByRole('row').map((row) => row.textContent ?? '');
const image = (): HTMLElement => screen.getByRole('img');

describe('the Flowband', () => {
  it('lists every number that it draws, the totals, and last what is in neither edge', () => {
    show();
    const all = rows();
    expect(all).toHaveLength(16);
    expect(all[1]).toContain('Cash on hand46,597.5646,597.56');
    expect(all[2]).toContain('23 NovHalden Equipment Leasing L-0931−1,395.0045,202.5645,202.56');
    expect(all[14]).toContain('12 events, net');
    expect(all[14]).toContain('29,617.2616,003.51');
    expect(all[15]).toContain('Oat & Iron Coffee 1029+1,204.60in view, not in the band');
  });

  it('says both ends, and moves along the events by arrow keys with each announced and marked in the list', async () => {
    show();
    expect(image().getAttribute('aria-label')).toMatch(
      /^Balance after the next 12 cash events: 29,617\.26 .* 16,003\.51/,
    );
    act(() => image().focus());
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(screen.getByRole('status').textContent).toContain('2 of 12: 24 Nov, Cascade Hardwoods B-20418');
    expect(document.querySelector('tr.cur')?.textContent).toContain('Cascade Hardwoods');
    await userEvent.keyboard('{End}{ArrowRight}');
    expect(screen.getByRole('status').textContent).toContain('12 of 12');
    await userEvent.tab();
    expect(document.querySelector('tr.cur')).toBeNull();
  });

  it('opens the issue that an event rests on, from its row and from the note', async () => {
    show();
    await userEvent.click(screen.getAllByRole('button', { name: /^Rests on: / })[0] as HTMLElement);
    expect(opened).toHaveBeenLastCalledWith('d1');
    const note = screen.getByText(/rests on/, { selector: 'p' });
    await userEvent.click(within(note).getAllByRole('button')[1] as HTMLElement);
    expect(opened).toHaveBeenLastCalledWith('c1');
  });

  it('is a drawing, a list or both by L, and remembers which', async () => {
    show();
    const pressed = (): string => screen.getByRole('button', { pressed: true }).textContent ?? '';
    expect(pressed()).toBe('Both');
    await userEvent.keyboard('l');
    expect(pressed()).toBe('Chart');
    // The bars can be gone to where the rows are not there.
    expect(document.getElementById('flow-event-6')?.tagName).toBe('g');
    await userEvent.keyboard('l');
    expect(screen.queryByRole('img')).toBeNull();
    expect(document.getElementById('flow-event-6')?.tagName).toBe('TR');
    cleanup();
    show();
    expect(pressed()).toBe('List');
  });

  it('says what the tier leaves out, and what the books leave out', () => {
    show({ recurring: false, notes: ['Not in the band: 3 more events up to Sun 14 Feb.'] });
    expect(screen.getByText('Recurring events: not in this client’s tier.')).toBeTruthy();
    expect(screen.getByText(/3 more events/)).toBeTruthy();
  });

  it('says so when the books hold none', () => {
    show({ events: [], inView: [], inViewTotal: 0 });
    expect(screen.getByText(/^The books hold no cash event/)).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('sums what is in view where it is more than one', () => {
    const [late] = fakeFlowband().inView;
    if (late === undefined) throw new Error('The fixture has none.');
    show({ inView: [late, { ...late, key: 'other' }], inViewTotal: 240_920 });
    expect(rows().at(-1)).toContain('2 invoices in view+2,409.20');
  });

  it('takes off what is in view what its customer paid without an application', () => {
    const [late] = fakeFlowband().inView;
    if (late === undefined) throw new Error('The fixture has none.');
    const paid = { ...late, key: 'Payment:5', kind: 'CREDIT', direction: 'OUT', amount: 20_460 } as const;
    show({ inView: [late, paid], inViewTotal: 100_000 });
    expect(rows().at(-2)).toContain('−204.60');
    expect(rows().at(-1)).toContain('1 invoice in view+1,000.00');
  });

  it('lists the events without balances where none is known before them, and draws no band', () => {
    const events = fakeFlowband().events.map((event) => ({ ...event, ifPaid: null, ifNot: null }));
    show({ opening: null, events });
    expect(screen.queryByRole('img')).toBeNull();
    expect(screen.queryByRole('group', { name: 'Show as' })).toBeNull();
    expect(rows()[1]).toContain('not known');
    expect(rows()[2]).toContain('−1,395.00not knownnot known');
    expect(rows()[14]).toContain('12 events, net−16,980.30');
  });

  it('says what a total in view holds beside what is listed', () => {
    const [late] = fakeFlowband().inView;
    if (late === undefined) throw new Error('The fixture has none.');
    show({ inView: [late, { ...late, key: 'other' }], inViewTotal: 300_000 });
    expect(rows().at(-1)).toContain('In view, with 590.80 not listed+3,000.00');
  });
});
