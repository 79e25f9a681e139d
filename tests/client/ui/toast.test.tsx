import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, render } from '@testing-library/react';
import { Toast } from '../../../client/ui/Toast.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

const pass = (seconds: number) => act(() => jest.advanceTimersByTime(seconds * 1_000));

describe('a toast', () => {
  it('closes after 10 seconds, however often the page around it is drawn meanwhile', () => {
    const closed: string[] = [];
    const { rerender } = render(<Toast message="Saved." onClose={() => closed.push('first')} />);
    pass(6);
    rerender(<Toast message="Saved." onClose={() => closed.push('second')} />);
    pass(3);
    expect(closed).toEqual([]);
    pass(1);
    expect(closed).toEqual(['second']);
  });

  it('gives another sentence 10 seconds of its own', () => {
    const close = jest.fn();
    const { rerender } = render(<Toast message="Saved." onClose={close} />);
    pass(6);
    rerender(<Toast message="Undone." onClose={close} />);
    pass(6);
    expect(close).not.toHaveBeenCalled();
    pass(4);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('stays while the focus is in it, and has 10 seconds again after', () => {
    const close = jest.fn();
    const { getByRole } = render(<Toast message="Saved." onClose={close} />);
    const button = getByRole('button', { name: 'Close message' });
    act(() => button.focus());
    pass(30);
    expect(close).not.toHaveBeenCalled();
    act(() => button.blur());
    pass(10);
    expect(close).toHaveBeenCalledTimes(1);
  });
});
