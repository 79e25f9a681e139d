import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ClockJobs, type ClockJob } from '../../server/platform/jobs.js';
import type { JobsBackend } from '../../server/platform/jobsBackend.js';
import { createLogger } from '../../server/platform/logger.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';

describe('what the clock starts', () => {
  let test: TestDatabase;
  let log: string[] = [];
  let running: ClockJobs[] = [];
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  beforeEach(() => test.asOwner('delete from jobs.agenda_jobs'));
  afterEach(async () => {
    await Promise.all(running.map((jobs) => jobs.stop()));
    running = [];
    log = [];
  });
  afterAll(() => test.close());

  function start(
    jobs: readonly ClockJob[],
    backend: JobsBackend = { kind: 'postgresql', url: test.urls.jobs },
  ): ClockJobs {
    const logger = createLogger('info', { write: (line) => void log.push(line) });
    const made = new ClockJobs({ backend, jobs, logger, askEveryMs: 50, longestRunMs: 2_000 });
    running.push(made);
    made.start();
    return made;
  }

  const counting = (everyMinutes = 15): ClockJob & { runs: number } => {
    const job = {
      name: 'test.count',
      everyMinutes,
      runs: 0,
      work: () => {
        job.runs += 1;
        return Promise.resolve();
      },
    };
    return job;
  };
  const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const dueNow = () => test.asOwner(`update jobs.agenda_jobs set next_run_at = now() where name = 'test.count'`);

  async function until(holds: () => boolean | Promise<boolean>, longestMs = 15_000): Promise<void> {
    const end = Date.now() + longestMs;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`it did not come to pass\n${log.join('')}`);
      await rest(20);
    }
  }

  it('runs at the first start, and once for two servers each time it is due', async () => {
    const job = counting();
    start([job]);
    start([job]);
    await until(() => job.runs === 1 && log.filter((line) => line.includes('jobs run')).length === 2);
    for (let round = 2; round <= 6; round += 1) {
      await rest(120);
      await dueNow();
      await until(() => job.runs === round);
    }
    await rest(300);
    expect(job.runs).toBe(6);
    expect(await test.asOwner('select name, type from jobs.agenda_jobs')).toEqual([
      { name: 'test.count', type: 'single' },
    ]);
  });

  it('is not started anew by a server that starts before it is due', async () => {
    const job = counting();
    await until(async () => (start([job]), await rest(400), job.runs === 1));
    await Promise.all(running.splice(0).map((jobs) => jobs.stop()));
    start([job]);
    await rest(600);
    expect(job.runs).toBe(1);
  });

  it('goes on after a run that failed', async () => {
    let runs = 0;
    start([
      {
        name: 'test.count',
        everyMinutes: 15,
        work: () => {
          runs += 1;
          return runs === 1 ? Promise.reject(new Error('on purpose')) : Promise.resolve();
        },
      },
    ]);
    await until(() => runs === 1);
    expect(log.join('')).toMatch(/on purpose/);
    await rest(150);
    await dueNow();
    await until(() => runs === 2);
  });

  it('goes on after its connections are cut', async () => {
    const job = counting();
    start([job]);
    await until(() => job.runs === 1);
    for (let round = 0; round < 5; round += 1) {
      await test.asOwner(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'runway-jobs' and datname = current_database()`,
      );
      await rest(60);
    }
    await dueNow();
    await until(() => job.runs === 2);
  });

  it('does not hold up whoever starts it when its place cannot be reached, and says which place that is', async () => {
    const before = log.length;
    start([counting()], { kind: 'postgresql', url: 'postgresql://runway_jobs:x@127.0.0.1:9/none' });
    start([counting()], { kind: 'mongodb', url: 'mongodb://127.0.0.1:9/jobs?serverSelectionTimeoutMS=300' });
    // Both return before either place has answered or failed to.
    expect(log.slice(before)).toEqual([]);
    await until(() => log.some((line) => line.includes('DATABASE_JOBS_URL')));
    await until(() => log.some((line) => line.includes('MongoDB (MONGODB_URL) fails')));
    const stopping = performance.now();
    await Promise.all(running.splice(0).map((jobs) => jobs.stop()));
    expect(performance.now() - stopping).toBeLessThan(5_000);
  }, 30_000);

  it('begins once its place is there', async () => {
    const job = counting();
    await test.asOwner('alter table jobs.agenda_jobs rename to away');
    start([job]);
    await until(() => log.some((line) => line.includes('cannot run')));
    await test.asOwner('alter table jobs.away rename to agenda_jobs');
    await until(() => job.runs === 1);
  }, 30_000);
});
