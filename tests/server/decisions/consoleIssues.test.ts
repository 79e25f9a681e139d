import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Cents } from '../../../domain/units.js';
import type { TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import type { Practice } from '../../harness/practice.js';
import { found, keep } from '../hygiene/issuesGround.js';
import { addDecidable, startDeciding } from './decisionsGround.js';

interface Read {
  readonly console: { readonly issues: { id: string; reason: string; documentKeys: string[] }[] };
  readonly hygiene: { readonly issues: { id: string; state: string }[]; readonly moreIssues: number };
}

const READ = `query($id: ID!) { client(id: $id) {
  console { issues { id reason documentKeys } } hygiene { moreIssues issues { id state } } } }`;

describe('the open issues about the bills and invoices of a console', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let owner: { readonly clientId: string; readonly firmId: string };

  beforeAll(async () => {
    ({ server, people, daniel } = await startDeciding());
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    const [clientId = ''] = await addDecidable(server, people.daniel, [{ name: 'Harbor' }]);
    owner = { clientId, firmId: people.daniel.firmId };
  });

  async function read(browser = daniel): Promise<Read | null> {
    const { data, errors } = await browser.graphql<{ client: Read | null }>(READ, { id: owner.clientId });
    expect(errors).toEqual([]);
    return data.client;
  }

  it('are told also where the list of issues has no room for them', async () => {
    // 520 of more money go before it, about documents that are not open.
    const costly = Array.from({ length: 520 }, (_, n) =>
      found('unusual-entry', `9${n}`, { moneyAtStake: 900_00 as Cents }),
    );
    await keep(server, owner, [...costly, found('unusual-entry', '3', { moneyAtStake: 1 as Cents })]);
    const client = await read();
    expect(client?.hygiene.moreIssues).toBe(21);
    expect(client?.console.issues).toEqual([
      { id: expect.any(String), reason: 'Bill 3 is odd.', documentKeys: ['Bill:3'] },
    ]);
    const listed = client?.hygiene.issues.map(({ id }) => id);
    expect(listed).not.toContain(client?.console.issues[0]?.id);
  });

  it('name all of their documents that are open, however many lines they have, each once', async () => {
    const [line] = found('unusual-entry', '1').finding.lines;
    if (!line) throw new Error('a finding has a line');
    const about = (documentKey: string | null, n: number) => ({ ...line, key: `line ${n}`, documentKey });
    const lines = [
      ...Array.from({ length: 130 }, (_, n) => about(null, n)),
      // Bill:10 is paid in full, Bill:8 is void, nothing is known of Bill:404.
      ...['Invoice:5', 'Bill:3', 'Bill:3', 'Bill:10', 'Bill:8', 'Bill:404'].map((key, n) => about(key, 200 + n)),
    ];
    await keep(server, owner, [found('unusual-entry', 'many', { lines }), found('overdue-bill', '404')]);
    expect((await read())?.console.issues.map(({ documentKeys }) => documentKeys)).toEqual([['Bill:3', 'Invoice:5']]);
  });

  it('are the open ones alone, of who may read the client', async () => {
    await keep(server, owner, [found('unusual-entry', '1'), found('unusual-entry', '2'), found('overdue-bill', '3')]);
    const [first, second] = (await read())?.console.issues ?? [];
    const { errors } = await daniel.graphql(
      `mutation($client: ID!, $snoozed: [ID!]!) { snoozeIssues(clientId: $client, issueIds: $snoozed) { refusal { code } } }`,
      { client: owner.clientId, snoozed: [first?.id, second?.id] },
    );
    expect(errors).toEqual([]);
    expect((await read())?.console.issues).toHaveLength(1);
    const tomas = await new TestBrowser(server.url).signIn(people.tomas.email);
    expect(await read(tomas)).toBeNull();
  });
});
