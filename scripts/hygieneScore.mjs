/**
 * `npm run hygiene:score`: syncs the stand-in's fifty companies into a database of its own, as `npm test` does, and holds
 * the issues that the syncs kept against the planted problems. Ends with `planted= found= false= other=`; fails unless all
 * planted ones are found, nothing in the companies where nothing is wrong, and no more beside than was reviewed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureDependencies, ensureRuntime, step } from './ground.mjs';

await ensureDependencies();
ensureRuntime();
await ensureBuilt({ only: 'server' });
const { MikroORM } = await import('@mikro-orm/postgresql');
const { plantedRecords, scorePlanted } = await import('../dist/sandbox/companies/plantedScore.js');
const { isPerfect, plantedReport } = await import('../dist/sandbox/companies/plantedReport.js');
const { startGround } = await import('../tests/harness/ground.mjs');

const known = process.env.RUNWAY_TEST_FIFTY
  ? null
  : await step('Syncing fifty companies', () => startGround({ fifty: true }));
try {
  const { RUNWAY_TEST_DATABASE, RUNWAY_TEST_FIFTY } = known?.env ?? process.env;
  const { template, companies } = JSON.parse(RUNWAY_TEST_FIFTY);
  const ownerUrl = JSON.parse(RUNWAY_TEST_DATABASE).DATABASE_OWNER_URL.replace(/\/[^/]*$/, `/${template}`);
  const score = scorePlanted(
    (await keptIssues(ownerUrl)).map(({ name, realm_id, issues }) => ({
      name,
      planted: plantedRecords(readFileSync(join(companies, `${realm_id}.jsonl`), 'utf8')),
      findings: issues.map(({ rule, finding }) => ({
        rule,
        names: finding.lines.map(({ key, documentKey }) => documentKey ?? key),
        text: finding.reason,
      })),
    })),
  );
  console.log(plantedReport(score));
  if (!isPerfect(score)) process.exitCode = 1;
} finally {
  await known?.stop();
}

/** Every company with the issues of its newest sync, whatever was done about them. */
async function keptIssues(ownerUrl) {
  const orm = await MikroORM.init({ clientUrl: ownerUrl, entities: [], discovery: { warnWhenNoEntities: false } });
  try {
    return await orm.em.fork().execute(`
      select r.name, b.realm_id, coalesce(jsonb_agg(jsonb_build_object('rule', i.rule, 'finding', i.finding)
               order by i.rule, i.key) filter (where i.id is not null), '[]') as issues
        from client_row r
        join business b using (client_id)
        left join hygiene_issue i on i.client_id = r.client_id and i.state <> 'SETTLED'
       group by r.name, b.realm_id order by r.name`);
  } finally {
    await orm.close(true);
  }
}
