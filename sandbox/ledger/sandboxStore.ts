/**
 * All companies of the stand-in: opens or creates their journals, posts the days missed, and answers by realm id.
 * Deterministic from the seed and the origin date (the day of the first start), however many restarts lie between.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../companies/catalogue.js';
import type { CompanySpec } from '../companies/companySpec.js';
import { foundCompany } from '../companies/founding.js';
import { simulateThrough } from '../companies/simulation.js';
import { dateInZone } from './calendar.js';
import { Company } from './company.js';
import { FileJournal, NO_JOURNAL, readJournal, type Journal } from './journal.js';
import { LedgerError } from './ledgerError.js';

const FORMAT = 1;

export interface SandboxOptions {
  /** Where journals are kept; `null` keeps everything in memory. */
  dataDir: string | null;
  seed: string;
  /** Fixes the date in every zone (tests, a frozen demo). Otherwise each company's date follows `now` in its own zone. */
  today?: string;
  now?: () => Date;
  /** Which companies; all of the catalogue unless told. */
  specs?: readonly CompanySpec[];
}

interface StoreHeader {
  format: number;
  seed: string;
  /** The date of the first start: calibrations aim at it. */
  origin: string;
}

export class SandboxStore {
  private readonly byRealm = new Map<string, { company: Company; spec: CompanySpec }>();
  private upTo = '';

  private constructor(
    private readonly header: StoreHeader,
    private readonly options: SandboxOptions,
  ) {}

  /** Opens the data directory, creating what is missing, and posts every day up to today. Refuses (`seed-mismatch`) another seed's data. */
  static async open(options: SandboxOptions): Promise<SandboxStore> {
    const origin = options.today ?? dateInZone((options.now ?? (() => new Date()))(), 'UTC');
    const store = new SandboxStore(openHeader(options, origin), options);
    for (const spec of options.specs ?? CATALOGUE) {
      store.byRealm.set(spec.realmId, { spec, company: store.openCompany(spec) });
      await new Promise((resolve) => setImmediate(resolve));
    }
    return store;
  }

  /** The date of the first start. */
  get origin(): string {
    return this.header.origin;
  }

  companies(): readonly Company[] {
    return [...this.byRealm.values()].map(({ company }) => company);
  }

  company(realmId: string): Company | undefined {
    return this.byRealm.get(realmId)?.company;
  }

  /**
   * Posts the days missed, up to `today` or, when omitted, each company's own date. Cheap when nothing is missed:
   * call it before answering, so that no answer is given from a day that has ended.
   */
  async catchUp(today?: string): Promise<void> {
    const now = (this.options.now ?? (() => new Date()))();
    const mark = today ?? this.options.today ?? now.toISOString().slice(0, 13);
    if (mark === this.upTo) return;
    for (const { company, spec } of this.byRealm.values()) {
      simulateThrough(company, spec, this.dateOf(spec, now, today), this.header);
    }
    this.upTo = mark;
  }

  /** Nothing is held back between writes, so there is nothing to lose; kept for symmetry with `open`. */
  async close(): Promise<void> {
    for (const company of this.companies()) company.flush();
  }

  private dateOf(spec: CompanySpec, now: Date, today?: string): string {
    return today ?? this.options.today ?? dateInZone(now, spec.timeZone);
  }

  private openCompany(spec: CompanySpec): Company {
    const { dataDir } = this.options;
    const path = dataDir === null ? undefined : join(dataDir, 'companies', `${spec.realmId}.jsonl`);
    const records = path === undefined ? [] : readJournal(path);
    const journal: Journal = path === undefined ? NO_JOURNAL : new FileJournal(path);
    const company = records.length > 0 ? Company.replay(records, journal) : foundCompany(spec, this.header, journal);
    simulateThrough(company, spec, this.dateOf(spec, (this.options.now ?? (() => new Date()))()), this.header);
    return company;
  }
}

function openHeader(options: SandboxOptions, origin: string): StoreHeader {
  const fresh: StoreHeader = { format: FORMAT, seed: options.seed, origin };
  if (options.dataDir === null) return fresh;
  const path = join(options.dataDir, 'sandbox.json');
  if (existsSync(path)) {
    const known = JSON.parse(readFileSync(path, 'utf8')) as StoreHeader;
    if (known.format !== FORMAT || known.seed !== options.seed)
      throw new LedgerError(
        'seed-mismatch',
        `${path} is of seed ${known.seed}, format ${known.format}; run the reset command to start over`,
      );
    return known;
  }
  mkdirSync(options.dataDir, { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(fresh));
  renameSync(`${path}.new`, path);
  return fresh;
}
