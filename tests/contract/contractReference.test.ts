import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { contractReference } from '../../server/contract/contractReference.js';
import { loadSdl } from '../../server/contract/sdl.js';
import { contractUse } from '../../server/http/contractUse.js';
import { BODY_LIMIT, OPERATION_LIMITS } from '../../server/http/limits.js';
import { LONGEST_SOCKET_MESSAGE } from '../../server/http/socketLimits.js';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

describe('the contract’s reference', () => {
  const page = contractReference(loadSdl(at('schema/')), contractUse());

  it('is docs/reference/contract.md as it is', () => {
    expect(readFileSync(at('docs/reference/contract.md'), 'utf8')).toBe(page);
  });

  it('tells what is answered without a session, what an operation is held to, and how a socket is opened', () => {
    expect(page).toMatch(/without a session: `NOT_SIGNED_IN`/);
    expect(page).toContain('| root fields of a mutation | 1 |');
    expect(page).toContain(`| bytes of a request | ${BODY_LIMIT.toLocaleString('en-US')} |`);
    expect(page).toContain(`| fields below one another | ${OPERATION_LIMITS.depth} |`);
    expect(page).toContain(`| cost | ${OPERATION_LIMITS.cost.toLocaleString('en-US')} |`);
    expect(page).toContain(`| bytes of a message to the server | ${LONGEST_SOCKET_MESSAGE.toLocaleString('en-US')} |`);
    expect(page).toMatch(/^in the protocol `graphql-transport-ws`\./m);
    expect(page).toMatch(/4401 \(Renew the session\), 4403 \(The session has ended\), 1013 \(Too many connections\)/);
  });

  it('tells of every field its type, who may read it, and what the contract says', () => {
    expect(page).toContain(
      '| `clients(first: Int! = 50, after: String, filter: ClientFilter, orderBy: [ClientOrder!])` |',
    );
    expect(page).toContain('| `viewer` | `Viewer` | PUBLIC | The signed-in person; null without a session. |');
    expect(page).toMatch(/\| `apart` \| `\[ProvenanceGroup!\]!` \| ADVISOR \| Beside the figure and not in it/);
    expect(page).toContain('| `direction` | `Direction!` | `ASC` |  |');
    expect(page).toContain("| `OWNER` | The firm's owner. |");
    expect(page).toMatch(/### ForecastResult\n\n[^\n]+\n\nOne of `Forecast`, `Refusal`\./);
    expect(page).toMatch(/### Cents\n\nAn integer amount/);
  });
});
