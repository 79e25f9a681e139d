/** The append-only list of what planned faults that have a name met: one JSON line a request (`MetFault`). For tests. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedCall, PlannedFault } from './plannedFaults.js';

export const FAULTS_FILE = 'faults.jsonl';

export interface MetFault {
  /** Of the fault, as it was planned. */
  name: string;
  /** ISO 8601, by the stand-in's clock. */
  at: string;
  realmId?: string;
  method: string;
  /** Path and query. */
  path: string;
  /** The request was carried out, and only its answer suffered. */
  done: boolean;
}

export class FaultsFile {
  private readonly path: string;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.path = join(dataDir, FAULTS_FILE);
  }

  /** Notes a request that a fault met, where the fault has a name. `status`: what it would have been answered without it. */
  note(fault: PlannedFault, { realmId, method, path }: PlannedCall, status: number, now: Date): void {
    const { name, before } = fault;
    if (name === undefined) return;
    const met: MetFault = {
      name,
      at: now.toISOString(),
      ...(realmId === undefined ? {} : { realmId }),
      ...{ method, path, done: before !== true && status < 300 },
    };
    appendFileSync(this.path, `${JSON.stringify(met)}\n`);
  }
}
