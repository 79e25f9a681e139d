import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, renderHook } from '@testing-library/react';
import { useAge } from '../../../client/ui/useAge.js';
import { useChanged } from '../../../client/ui/useChanged.js';
import { useLasting } from '../../../client/ui/useLasting.js';

const NOW = Date.parse('2026-11-21T15:09:00Z');

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
});
afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

const pass = (milliseconds: number): void => act(() => jest.advanceTimersByTime(milliseconds));

describe('an age', () => {
  const ageOf = (since: number | null, now = NOW) =>
    renderHook((given: { since: number | null; now: number }) => useAge(given.since, given.now), {
      initialProps: { since, now },
    });

  it('moves on once a second while it is under a minute', () => {
    const { result } = ageOf(NOW - 10_000);
    expect(result.current).toBe(10_000);
    pass(3_000);
    expect(result.current).toBe(13_000);
    pass(47_000);
    expect(result.current).toBe(60_000);
    pass(5_000);
    expect(result.current).toBe(60_000);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('moves on with the minute when it is older, without a clock of its own', () => {
    const { result, rerender } = ageOf(NOW - 120_000);
    expect(jest.getTimerCount()).toBe(0);
    rerender({ since: NOW - 120_000, now: NOW + 60_000 });
    expect(result.current).toBe(180_000);
  });

  it('never counts the seconds of one minute into the next', () => {
    const { result, rerender } = ageOf(NOW - 1_000);
    pass(30_000);
    rerender({ since: NOW - 1_000, now: NOW + 30_000 });
    expect(result.current).toBe(31_000);
  });

  it('is now for an instant ahead of this device’s clock, and nothing without an instant', () => {
    expect(ageOf(NOW + 9_000).result.current).toBe(0);
    expect(ageOf(null).result.current).toBeNull();
  });
});

describe('a figure that changed', () => {
  const changedOf = (value: string | null) =>
    renderHook((given: { value: string | null }) => useChanged(given.value), { initialProps: { value } });

  it('is marked for a moment, and not when it is first drawn', () => {
    const { result, rerender } = changedOf('4.6');
    expect(result.current).toBe(false);
    rerender({ value: '5.9' });
    expect(result.current).toBe(true);
    pass(1_199);
    expect(result.current).toBe(true);
    pass(1);
    expect(result.current).toBe(false);
  });

  it('is marked for the whole moment again when it changes meanwhile', () => {
    const { result, rerender } = changedOf('4.6');
    rerender({ value: '5.9' });
    pass(1_000);
    rerender({ value: '6.0' });
    pass(1_000);
    expect(result.current).toBe(true);
    pass(200);
    expect(result.current).toBe(false);
  });

  it('is not marked when it becomes known, or is unknown for a while', () => {
    const { result, rerender } = changedOf(null);
    rerender({ value: '4.6' });
    rerender({ value: null });
    rerender({ value: '4.6' });
    expect(result.current).toBe(false);
  });
});

describe('what lasts', () => {
  const lastingOf = (active: boolean) =>
    renderHook((given: { active: boolean }) => useLasting(given.active, 700), { initialProps: { active } });

  it('shows after its time, not before, and is gone at once', () => {
    const { result, rerender } = lastingOf(false);
    rerender({ active: true });
    pass(699);
    expect(result.current).toBe(false);
    pass(1);
    expect(result.current).toBe(true);
    rerender({ active: false });
    expect(result.current).toBe(false);
  });

  it('never shows what was over sooner, and waits its whole time when it begins again', () => {
    const { result, rerender } = lastingOf(false);
    rerender({ active: true });
    pass(600);
    rerender({ active: false });
    rerender({ active: true });
    pass(600);
    expect(result.current).toBe(false);
  });

  it('shows at once what went on before the page was drawn', () => {
    expect(lastingOf(true).result.current).toBe(true);
  });
});
