/**
 * The stand-in QuickBooks as a process of its own, with small companies, each with its journal file. Settings come as JSON
 * in CHAOS_STAND_IN (`clock`: one that runs faster); its parent may have documents posted (`{ kind: 'post', realmId, inputs }`, answered `posted`). It tells its parent what became of refresh tokens, which the product's promise is judged by:
 * a rotated token is saved before it is used.
 */
import { join } from 'node:path';
import { createSandboxServer } from '../../dist/sandbox/http/server.js';
import { FileJournal } from '../../dist/sandbox/ledger/journal.js';
import { chaosCompany } from './chaosCompany.mjs';

const settings = JSON.parse(process.env.CHAOS_STAND_IN);
const { clock } = settings;
const now = () => new Date(clock ? clock.origin + (Date.now() - clock.origin) * clock.speed : Date.now());
const companies = new Map();
for (const { realmId, seed, documents } of settings.companies) {
  const journal = new FileJournal(join(settings.dataDir, 'companies', `${realmId}.jsonl`));
  companies.set(realmId, chaosCompany({ realmId, seed, documents, today: settings.today, journal }));
}

const sandbox = await createSandboxServer({
  store: { companies: () => [...companies.values()], company: (realmId) => companies.get(realmId) },
  dataDir: settings.dataDir,
  apps: [settings.app],
  controlToken: settings.controlToken,
  now,
  webhooks: settings.webhooks,
  limits: settings.limits ?? false,
  onError: (error) => process.stderr.write(`stand-in: ${error?.stack ?? error}\n`),
});
sandbox.grants.changePolicy({ rotateAfterMs: 0, previousRefreshGraceMs: 0 });
watchTokens(sandbox.grants, (told) => process.send?.(told));
const url = await sandbox.listen(0);
process.send?.({ kind: 'listening', url });
process.on('disconnect', () => process.exit(0));
process.on('message', ({ kind, realmId, inputs }) => {
  if (kind !== 'post') return;
  const company = companies.get(realmId);
  const at = new Date(Math.floor(now().getTime() / 1000) * 1000).toISOString();
  const ids = company.asOne(() => inputs.map((input) => company.post(input, at).id));
  company.flush();
  process.send?.({ kind: 'posted', realmId, ids });
});

/**
 * `used`: a renewed access token's first call. `turned away`: a call whose access token works no longer. `refused`: a refresh
 * value that works no longer. Both say why.
 */
function watchTokens(grants, tell) {
  const rotated = new Map();
  const unused = new Map();
  const [refresh, judge] = [grants.refresh.bind(grants), grants.judge.bind(grants)];
  grants.refresh = async (clientId, token) => {
    const realmId = grants.realmOfRefresh(token) ?? rotated.get(token)?.realmId;
    const answer = await refresh(clientId, token);
    if (answer) {
      const renewal = { realmId, next: answer.refresh_token, isUsed: false };
      rotated.set(token, renewal);
      unused.set(answer.access_token, renewal);
    } else tell({ kind: 'refused', realmId, why: whyRefused(token) });
    return answer;
  };
  grants.judge = (token) => {
    const renewal = unused.get(token);
    if (renewal) {
      unused.delete(token);
      renewal.isUsed = true;
      tell({ kind: 'used', realmId: renewal.realmId });
    }
    const verdict = judge(token);
    if (!verdict.ok) tell({ kind: 'turned away', why: verdict.detail });
    return verdict;
  };
  const whyRefused = (token) => {
    const renewal = rotated.get(token);
    let newest = token;
    while (rotated.has(newest)) newest = rotated.get(newest).next;
    if (!renewal || grants.realmOfRefresh(newest) === undefined) return 'ended';
    return renewal.isUsed ? 'used before it was saved' : 'answer lost';
  };
}
