import { jest } from '@jest/globals';
import { FAKE_NOW } from '../../client/fakes/fakeFirm.js';

const realNow = Date.now;

/** The clock goes on from the fakes' own time, by which their days are fixed and their figures are old or not. */
export function startFakeTime(): void {
  const began = realNow();
  jest.spyOn(Date, 'now').mockImplementation(() => FAKE_NOW + realNow() - began);
}
