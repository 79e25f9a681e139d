/**
 * The course that a company's runway takes around its target, in weeks: most waver a little, some lose ground for a few
 * weeks and win it back slowly, some the other way round. On the origin the course is at the target.
 */
import { daysBetween } from '../ledger/calendar.js';
import type { Course } from './companySpec.js';

/** Height of a course at a phase in [0, 1), between −1 and 1. */
function height(course: Course, phase: number): number {
  if (course.kind === 'wavers') return Math.sin(2 * Math.PI * phase);
  const steep = course.steepWeeks / course.periodWeeks;
  const falling = phase < steep ? 1 - (2 * phase) / steep : -1 + (2 * (phase - steep)) / (1 - steep);
  return course.kind === 'slides' ? falling : -falling;
}

/** Weeks that the course adds to the target on a date. */
export function courseOn(course: Course, date: string, origin: string): number {
  const weeks = -daysBetween(date, origin) / 7;
  const turns = course.phase + weeks / course.periodWeeks;
  return course.amplitude * (height(course, turns - Math.floor(turns)) - height(course, course.phase));
}

/** What people in the business would say of a date on which the course is steep; undefined on all others. */
export function eventOn(course: Course, date: string, origin: string): string | undefined {
  if (course.kind === 'wavers') return undefined;
  const turns = course.phase - daysBetween(date, origin) / 7 / course.periodWeeks;
  if (turns - Math.floor(turns) >= course.steepWeeks / course.periodWeeks) return undefined;
  return course.kind === 'slides' ? 'Extra hands for a large job' : 'Quiet weeks, few hours';
}
