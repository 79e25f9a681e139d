/**
 * `npm run docs`: writes the reference pages from what they describe: environment.md from the configuration's schema,
 * contract.md from the SDL and the server's limits, hygiene.md from the rules and their settings, planted-problems.md from the
 * stand-in's companies. With `--check` it writes nothing and fails when a page is not as it would be written.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, ensureBuilt, ensureDependencies } from './ground.mjs';

const check = process.argv.includes('--check');
await ensureDependencies();
await ensureBuilt({ only: 'server' });
const built = (path) => import(pathToFileURL(join(ROOT, 'dist', path)).href);
const { configReference } = await built('server/configReference.js');
const { contractReference } = await built('server/contract/contractReference.js');
const { contractUse } = await built('server/http/contractUse.js');
const { loadSdl } = await built('server/contract/sdl.js');
const { hygieneReference } = await built('server/hygiene/hygieneReference.js');
const { plantedProblemsDocument } = await built('sandbox/companies/plantedProblemsDocument.js');

const PAGES = {
  'docs/reference/environment.md': configReference(),
  'docs/reference/contract.md': contractReference(loadSdl(join(ROOT, 'schema')), contractUse()),
  'docs/reference/hygiene.md': hygieneReference(),
  'docs/sandbox/planted-problems.md': plantedProblemsDocument(),
};

mkdirSync(join(ROOT, 'docs/reference'), { recursive: true });
for (const [page, text] of Object.entries(PAGES)) {
  if (!check) writeFileSync(join(ROOT, page), text);
  else if (read(page) !== text) {
    console.error(`${page} is not as it would be written now: run npm run docs.`);
    process.exitCode = 1;
  }
}

function read(page) {
  try {
    return readFileSync(join(ROOT, page), 'utf8');
  } catch {
    return '';
  }
}
