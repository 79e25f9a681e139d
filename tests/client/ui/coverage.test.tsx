import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, render, screen } from '@testing-library/react';
import { coveragePosition } from '../../../client/ui/coverageScale.js';
import { RunwayCoverageBar } from '../../../client/ui/RunwayCoverageBar.js';

afterEach(cleanup);

describe('the coverage scale', () => {
  it.each([
    [-3, 0],
    [0, 0],
    [2.5, 6],
    [5, 12],
    [13, 48.52],
    [26, 75.01],
    [50, 100],
    [90, 100],
  ])('puts %d weeks at %d %%', (weeks, percent) => {
    expect(coveragePosition(weeks)).toBeCloseTo(percent, 1);
  });
});

describe('RunwayCoverageBar', () => {
  const critical = { state: 'NUMBER', status: 'RED', weeks: 4.6, over: false } as const;

  it('is a meter that says weeks, status and the week before', () => {
    render(<RunwayCoverageBar client="Larkspur Joinery" runway={critical} before={6.1} />);
    const meter = screen.getByRole('meter', { name: 'Runway, weeks, Larkspur Joinery' });
    expect(meter.getAttribute('aria-valuemin')).toBe('0');
    expect(meter.getAttribute('aria-valuemax')).toBe('50');
    expect(meter.getAttribute('aria-valuenow')).toBe('4.6');
    expect(meter.getAttribute('aria-valuetext')).toBe('4.6 weeks, critical, 6.1 a week ago');
    expect(meter.hasAttribute('tabindex')).toBe(false);
  });

  it('hatches what was lost, and nothing for a gain', () => {
    const { container, rerender } = render(<RunwayCoverageBar client="L" runway={critical} before={6.1} />);
    expect(container.querySelector('.lost')).not.toBeNull();
    rerender(<RunwayCoverageBar client="L" runway={critical} before={3.2} />);
    expect(container.querySelector('.lost')).toBeNull();
    expect(container.querySelector('.last')).not.toBeNull();
  });

  it('says over 50 in words and is full', () => {
    const over = { state: 'NUMBER', status: 'GREEN', weeks: 50, over: true } as const;
    const { container } = render(<RunwayCoverageBar client="N" runway={over} />);
    expect(screen.getByRole('meter').getAttribute('aria-valuetext')).toBe('over 50 weeks, clear');
    expect(container.querySelector<HTMLElement>('.fill')?.style.width).toBe('100%');
  });

  it('draws the track alone when there is no number', () => {
    const none = { state: 'NOT_BURNING', status: 'NOT_BURNING', weeks: null, over: false } as const;
    const { container } = render(<RunwayCoverageBar client="B" runway={none} />);
    expect(screen.queryByRole('meter')).toBeNull();
    expect(screen.getByRole('img', { name: 'Runway, B: not burning' })).toBeTruthy();
    expect(container.querySelector('.fill')).toBeNull();
  });
});
