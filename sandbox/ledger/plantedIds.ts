import type { CompanyBooks } from './companyBooks.js';

/** Ids of what a rule's planted problems consist of. Their keys end in the rule: `larkspur-joinery/missing-receipt`. */
export function plantedIds(company: Pick<CompanyBooks, 'planted'>, rule: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [key, refs] of company.planted())
    if (key === rule || key.endsWith(`/${rule}`)) for (const { id } of refs) found.add(id);
  return found;
}
