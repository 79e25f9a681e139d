/**
 * How many operations were ever saved here, and how many wait, outside IndexedDB: numbers alone, one pair a person. When a
 * browser has cleared the database they are still there, so that what is gone is noticed and told.
 */
export interface WaitingCount {
  readonly made: number;
  readonly waiting: number;
}

export interface WaitingCounter {
  read(): WaitingCount;
  write(count: WaitingCount): void;
}
