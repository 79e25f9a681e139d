/** Where the time comes from; everything below a request or a job is handed an instant. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
