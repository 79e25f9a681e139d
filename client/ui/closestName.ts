/** Of the last part of an address, this share may be wrong for a name to be what was meant. */
const MOST_WRONG = 0.34;

/** The one whose name is nearest to the last part of an address; null when none is near. */
export function closestName<Named extends { readonly name: string }>(
  address: string,
  all: readonly Named[],
): Named | null {
  const meant = plain(address.split('/').at(-1) ?? '').slice(0, 60);
  let best: Named | null = null;
  let least = Math.floor(meant.length * MOST_WRONG) + 1;
  for (const one of all) {
    const away = distance(meant, plain(one.name).slice(0, 60));
    if (away >= least) continue;
    least = away;
    best = one;
  }
  return best;
}

/** Letters and digits alone: "Wren & Daughters" and "wren-daughters" are the same. */
function plain(text: string): string {
  return decoded(text)
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // Not an encoding: as it stands.
  }
}

/** Levenshtein's: letters to put in, take out or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
