import type { QueueTold } from '../../../client/offline/queueReporting.js';

interface Report {
  readonly ids: ReadonlySet<string>;
  state: 'UNDER_WAY' | 'ANSWERED' | 'FAILED';
}

/**
 * What the server was certainly told of a device's queue: it has answered, and of the reports that may have reached it after
 * that one each names it. Reports that are under way at the same time arrive in any order; one that failed may have arrived.
 */
export class QueueReports {
  /** Those of which each may be what the server has. */
  private readonly possible = new Set<Report>();

  /** `send` makes the report; settles as it does. */
  async tell<Answer>(told: QueueTold, send: (told: QueueTold) => Promise<Answer>): Promise<Answer> {
    const before = [...this.possible].filter(({ state }) => state !== 'UNDER_WAY');
    const decisions = told.waiting.filter(({ kind }) => kind === 'DECISION');
    const report: Report = { ids: new Set(decisions.map(({ id }) => id)), state: 'UNDER_WAY' };
    this.possible.add(report);
    try {
      const answer = await send(told);
      report.state = 'ANSWERED';
      for (const one of before) this.possible.delete(one);
      return answer;
    } catch (error) {
      report.state = 'FAILED';
      throw error;
    }
  }

  /** Ids of decisions. */
  certain(): readonly string[] {
    const all = [...this.possible];
    const [answered] = all.filter(({ state }) => state === 'ANSWERED');
    return [...(answered?.ids ?? [])].filter((id) => all.every(({ ids }) => ids.has(id)));
  }
}
