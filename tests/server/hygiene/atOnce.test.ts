import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import { seedPractice, type Practice } from '../../harness/practice.js';
import { addConnected, found, keep } from './issuesGround.js';

const ROUNDS = 12;

describe('a sync and two people at the same issues at once', () => {
  let server: TestApp;
  let people: Practice;
  beforeAll(async () => {
    server = await startTestApp({ poolSize: 6 });
    people = await seedPractice(server.test);
  });
  afterAll(() => server.close());

  it('wait for each other; what is listed is what is kept, and the trail is a path', async () => {
    const [clientId = ''] = await addConnected(server, people.daniel, [{ name: 'Busy' }]);
    const owner = { clientId, firmId: people.daniel.firmId };
    const all = Array.from({ length: 20 }, (_, place) => found('unusual-entry', String(place)));
    await keep(server, owner, all);
    const browsers = [
      await new TestBrowser(server.url).signIn(people.daniel.email),
      await new TestBrowser(server.url).signIn(people.maya.email),
    ] as const;
    const rows = await server.test.asOwner<{ id: string }>('select id from hygiene_issue where client_id = ?::uuid', [
      clientId,
    ]);
    const ids = rows.map(({ id }) => id);
    const say = async (browser: TestBrowser, verb: string, issueIds: readonly string[]) => {
      const more = verb === 'dismissIssues' ? ', reason: "x"' : '';
      const answer = await browser.graphql(
        `mutation($id: ID!, $ids: [ID!]!) { ${verb}(clientId: $id, issueIds: $ids${more}) { refusal { code } } }`,
        { id: clientId, ids: issueIds },
      );
      expect(answer.errors).toEqual([]);
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      await Promise.all([
        keep(server, owner, round % 2 === 0 ? all.slice(0, 10) : all),
        say(browsers[0], round % 3 === 0 ? 'snoozeIssues' : 'reopenIssues', ids),
        say(browsers[1], 'dismissIssues', ids.toReversed().slice(0, 5)),
      ]);
    }
    const [listed] = await server.test.asOwner<{ listed: number; counted: number; score: number; kept: number }>(
      `select r.open_issues as listed, r.hygiene_score as score,
         (select count(*)::int from hygiene_issue i where i.client_id = r.client_id and i.state = 'OPEN') as counted,
         (select s.value from hygiene_score s where s.client_id = r.client_id order by as_of desc limit 1) as kept
       from client_row r where r.client_id = ?::uuid`,
      [clientId],
    );
    expect(listed?.listed).toBe(listed?.counted);
    expect(listed?.score).toBe(listed?.kept);
    // What one event leaves, the next one of the issue finds.
    const broken = await server.test.asOwner(
      `select * from (select before->>'state' as before, after->>'issueId' as issue,
           lag(after->>'state') over (partition by after->>'issueId' order by id) as last
         from audit_event where client_id = ?::uuid and action like 'hygiene.%') t
       where before is distinct from last`,
      [clientId],
    );
    expect(broken).toEqual([]);
  });
});
