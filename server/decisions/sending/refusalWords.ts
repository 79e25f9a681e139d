import type { QuickBooksError } from '../../quickbooks/quickBooksError.js';

/** What QuickBooks' definite refusals mean, by its code (`quickbooks.md` 3). */
const WORDS: Readonly<Record<string, string>> = {
  '610':
    'QuickBooks says that something of this was deleted or made inactive meanwhile. Nothing was done. It can be decided anew once the books are read again.',
  '2020':
    'QuickBooks says that something it needs is missing, such as an e-mail address. Nothing was done. Once it is there in QuickBooks, this can be decided anew.',
  '2500':
    'QuickBooks says that something of this is not there any more. Nothing was done. It can be decided anew once the books are read again.',
  '5010':
    'Somebody changed this in QuickBooks at the same moment. Nothing was done. It can be decided anew once the books are read again.',
  '6010':
    'QuickBooks says that this account cannot be used for it. Nothing was done. It can be decided anew with another account.',
  '6190':
    'QuickBooks says that the company’s subscription has ended. Nothing was done. It can be decided anew once that is renewed.',
  '6210':
    'QuickBooks says that the books are closed for this day. Nothing was done. It can be decided anew once they are open in QuickBooks.',
};

/** What can be done about a refusal whose cause is not known here. */
const REMAINS = 'It can be decided anew, or entered in QuickBooks itself.';

/**
 * A definite refusal as a sentence for people. What QuickBooks said of a code that is not known here goes to the log alone:
 * it names parts of its program, and gives advice.
 */
export function refusalWords({ code }: Pick<QuickBooksError, 'code'>): string {
  const known = code === null ? undefined : WORDS[code];
  if (known !== undefined) return known;
  const isNumber = code !== null && /^\d{1,6}$/.test(code);
  return isNumber
    ? `QuickBooks refused it, with the code ${code}. Nothing was done. ${REMAINS}`
    : `QuickBooks refused it. Nothing was done. ${REMAINS}`;
}
