/**
 * How each company's runway moves around its target, by place in the catalogue. Phases are spread evenly, so that on any
 * day some companies lose weeks, some win some, a few cross a threshold, and most hardly move.
 */
import type { Course, Target } from '../companySpec.js';

const spread = (places: readonly number[], course: (phase: number) => Course): [number, Course][] =>
  places.map((place, index) => [place, course((index + 0.5) / places.length)]);

const crossing = (phase: number): Course => ({ kind: 'wavers', amplitude: 0.9, periodWeeks: 6, phase });
const slide = (phase: number): Course => ({ kind: 'slides', amplitude: 3, periodWeeks: 16, steepWeeks: 4, phase });
const surge = (phase: number): Course => ({ kind: 'surges', amplitude: 2, periodWeeks: 14, steepWeeks: 3, phase });
const dip = (phase: number): Course => ({ kind: 'slides', amplitude: 1.2, periodWeeks: 12, steepWeeks: 2, phase });
const lift = (phase: number): Course => ({ kind: 'surges', amplitude: 1.2, periodWeeks: 12, steepWeeks: 2, phase });

const COURSES = new Map<number, Course>([
  [9, crossing(0.07)],
  [35, crossing(0.19)],
  [13, crossing(0.31)],
  [27, crossing(0.43)],
  [12, crossing(0.57)],
  [16, crossing(0.69)],
  [11, crossing(0.81)],
  [4, crossing(0.88)],
  ...spread([33, 20, 30, 21, 28, 22, 32, 23, 29, 25], slide),
  ...spread([39, 26, 31, 24, 36], surge),
  ...spread([14, 8, 18, 7, 19], dip),
  ...spread([17, 15, 10], lift),
]);

/** A company's course; companies without one of their own waver a little. */
export function courseOf(place: number, target: Target): Course {
  const low = target.kind === 'runway' && target.weeks < 5;
  const phase = (place * 0.618) % 1;
  return COURSES.get(place) ?? { kind: 'wavers', amplitude: low ? 0.25 : 0.5, periodWeeks: 9, phase };
}

/** Part of the burn that owners put in week by week; the less cash there is, the more. */
export function ownersPart(target: Target): number {
  if (target.kind === 'overdrawn') return 0.6;
  if (target.kind !== 'runway' || target.weeks > 50) return 0;
  return target.weeks < 5 ? 0.95 : target.weeks < 20 ? 0.85 : 0.65;
}
