import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { contractReference } from '../../server/contract/contractReference.js';
import { loadSdl } from '../../server/contract/sdl.js';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

describe('the contract’s reference', () => {
  const page = contractReference(loadSdl(at('schema/')));

  it('is docs/reference/contract.md as it is', () => {
    expect(readFileSync(at('docs/reference/contract.md'), 'utf8')).toBe(page);
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
