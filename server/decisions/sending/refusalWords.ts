import type { QuickBooksError } from '../../quickbooks/quickBooksError.js';

/** What QuickBooks' definite refusals mean, by its code (`quickbooks.md` 3). */
const WORDS: Readonly<Record<string, string>> = {
  '610': 'QuickBooks says that something of this was deleted or made inactive meanwhile. Nothing was done.',
  '2020': 'QuickBooks says that something it needs is missing, such as an e-mail address. Nothing was done.',
  '2500': 'QuickBooks says that something of this is not there any more. Nothing was done.',
  '5010': 'Somebody changed this in QuickBooks at the same moment. Nothing was done.',
  '6010': 'QuickBooks says that this account cannot be used for it. Nothing was done.',
  '6190': 'QuickBooks says that the company’s subscription has ended. Nothing was done.',
  '6210': 'QuickBooks says that the books are closed for this day. Nothing was done.',
};

const LONGEST = 200;

/** A definite refusal as a sentence for people; nothing internal in it. */
export function refusalWords({ code, said }: QuickBooksError): string {
  const known = code === null ? undefined : WORDS[code];
  if (known !== undefined) return known;
  const cleaned = cleanedOf(said ?? '');
  return cleaned === '' ? 'QuickBooks refused it. Nothing was done.' : `QuickBooks refused it: ${cleaned}`;
}

/** One line, without QuickBooks' prefixes, ids of its parts and repeated words. */
function cleanedOf(said: string): string {
  const text = said.split(' - ').at(-1) ?? '';
  const line = text
    .replace(/^[\w ]*(?:Error|Fault)\s*:\s*/i, '')
    .replace(/\s+/g, ' ')
    .replace(/[<>{}[\]]/g, '')
    .trim();
  const short = line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
  return short === '' || /[.!?…]$/.test(short) ? short : `${short}.`;
}
