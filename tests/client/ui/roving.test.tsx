import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { useRoving } from '../../../client/ui/useRoving.js';

afterEach(cleanup);

/** A grid that says on which row `x` was pressed. */
function Grid({ rows, onPick }: { rows: readonly string[]; onPick: (row: string | undefined) => void }): ReactElement {
  const { place, grid, onKeyDown, onRowFocus } = useRoving(rows.length, () => undefined);
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      onKeyDown={(event) => (event.key === 'x' ? onPick(rows[place.row]) : onKeyDown(event))}
    >
      {rows.map((row, index) => (
        <div
          key={row}
          role="row"
          data-index={index}
          tabIndex={index === place.row ? 0 : -1}
          onFocus={() => onRowFocus(index)}
        >
          {row}
        </div>
      ))}
    </div>
  );
}

describe('moving through the rows of a grid', () => {
  it('stays on the row with the focus when rows above it go or come', async () => {
    const onPick = jest.fn();
    const { rerender } = render(<Grid rows={['a', 'b', 'c', 'd']} onPick={onPick} />);
    await userEvent.tab();
    await userEvent.keyboard('jj');
    expect(document.activeElement?.textContent).toBe('c');
    rerender(<Grid rows={['b', 'c', 'd']} onPick={onPick} />);
    expect(document.activeElement?.textContent).toBe('c');
    await userEvent.keyboard('x');
    rerender(<Grid rows={['0', 'a', 'b', 'c', 'd']} onPick={onPick} />);
    await userEvent.keyboard('x');
    await userEvent.keyboard('j');
    expect(document.activeElement?.textContent).toBe('d');
    await userEvent.keyboard('x');
    expect(onPick.mock.calls).toEqual([['c'], ['c'], ['d']]);
    expect(document.activeElement?.getAttribute('tabindex')).toBe('0');
  });
});
