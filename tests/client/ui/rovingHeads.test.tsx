import { afterEach, describe, expect, it } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { useRoving } from '../../../client/ui/useRoving.js';

const COLUMNS = ['Client', 'Weeks', 'Cash', 'Issues'];

function Grid(): ReactElement {
  const { place, grid, onKeyDown, onRowFocus } = useRoving(2, () => undefined);
  return (
    <div ref={grid} role="grid" tabIndex={-1} onKeyDown={onKeyDown}>
      {COLUMNS.map((name, nth) => (
        <button key={name} type="button" className="hd" tabIndex={place.head === nth ? 0 : -1}>
          {name}
        </button>
      ))}
      {[0, 1].map((row) => (
        <div
          key={row}
          role="row"
          data-index={row}
          tabIndex={place.head < 0 && place.row === row ? 0 : -1}
          onFocus={() => onRowFocus(row)}
        >
          row {row}
        </div>
      ))}
    </div>
  );
}

/** A screen too narrow for these heads; jsdom draws nothing and so knows nothing of it. */
function hide(...names: readonly string[]): void {
  Object.assign(HTMLElement.prototype, {
    checkVisibility(this: HTMLElement) {
      return !names.includes(this.textContent ?? '');
    },
  });
}
afterEach(() => {
  Reflect.deleteProperty(HTMLElement.prototype, 'checkVisibility');
});

const focused = (): string | null | undefined => document.activeElement?.textContent;

describe('the heads of a grid', () => {
  it('are gone along one after the other, to the last and back', async () => {
    render(<Grid />);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowUp}');
    expect(focused()).toBe('Client');
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(focused()).toBe('Cash');
    await userEvent.keyboard('{End}{ArrowRight}{ArrowLeft}');
    expect(focused()).toBe('Cash');
    await userEvent.keyboard('{ArrowDown}');
    expect(focused()).toBe('row 0');
  });

  it('that are not shown are passed over, each way', async () => {
    hide('Client', 'Cash');
    render(<Grid />);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowUp}');
    expect(focused()).toBe('Weeks');
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toBe('Issues');
    expect(screen.getByRole('button', { name: 'Issues' }).tabIndex).toBe(0);
    await userEvent.keyboard('{ArrowLeft}');
    expect(focused()).toBe('Weeks');
  });

  it('leave the focus with the row where none is shown', async () => {
    hide(...COLUMNS);
    render(<Grid />);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowUp}');
    expect([focused(), screen.getByText('row 0').tabIndex]).toEqual(['row 0', 0]);
    await userEvent.keyboard('{ArrowDown}');
    expect(focused()).toBe('row 1');
  });
});
