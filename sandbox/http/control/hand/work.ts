import type { Company } from '../../../ledger/company.js';
import type { Done } from '../../writes/writeDesk.js';
import type { HandFields } from './handFields.js';

export type Tell = (done: Done) => void;

/** What a change wrote, and in words. */
export interface Wrote {
  entity: string;
  id: string;
  said: string;
}

/** Writes what was checked before. */
export type Work = (tell: Tell, at: string) => Wrote;

/** Checks a change's fields and answers the work; refuses (`HandRefusal`) before anything is written. */
export type MakeWork = (company: Company, fields: HandFields, today: string) => Work;
