import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { nextWholeAt, planRun } from '../../../server/sync/plan.js';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-21T18:00:00Z');
const after = (days: number, at = NOW): Date => new Date(at.getTime() + days * DAY_MS);

describe('the weekly reading of everything', () => {
  const clients = Array.from({ length: 700 }, () => randomUUID());

  it('falls due half a week to a week after the last one, at the same instant for the same client', () => {
    for (const id of clients) {
      const days = (nextWholeAt(id, NOW).getTime() - NOW.getTime()) / DAY_MS;
      expect(days).toBeGreaterThanOrEqual(3.5);
      expect(days).toBeLessThanOrEqual(7);
      expect(nextWholeAt(id, NOW)).toEqual(nextWholeAt(id, NOW));
    }
  });

  it('of clients that were all read in one moment spreads over the whole week from the second time on, weekly', () => {
    const days = new Map<number, number>();
    for (const id of clients) {
      const second = nextWholeAt(id, nextWholeAt(id, NOW));
      const third = nextWholeAt(id, second);
      expect(Math.round((third.getTime() - second.getTime()) / 1000)).toBe((7 * DAY_MS) / 1000);
      const day = Math.floor(third.getTime() / DAY_MS) % 7;
      days.set(day, (days.get(day) ?? 0) + 1);
    }
    expect(days.size).toBe(7);
    for (const count of days.values()) expect(count).toBeGreaterThan(50);
  });

  it('is done by sweeps; who waits for an answer is read by changes', () => {
    const clientId = randomUUID();
    const ground = { clientId, changedUntil: after(7), wholeAt: NOW, whole: false } as const;
    expect(planRun({ ...ground, cause: 'SWEEP' }, after(7.01))).toBe('FULL');
    expect(planRun({ ...ground, cause: 'SWEEP' }, after(3.4))).toBe('INCREMENTAL');
    expect(planRun({ ...ground, cause: 'NOTICE' }, after(7.01))).toBe('INCREMENTAL');
    expect(planRun({ ...ground, cause: 'NOTICE', whole: true }, after(1))).toBe('FULL');
  });
});
