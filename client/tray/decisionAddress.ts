/** The client's console, at this decision. */
export function decisionAddress({ clientId, id }: { readonly clientId: string; readonly id: string }): string {
  return `/clients/${encodeURIComponent(clientId)}/console?decision=${encodeURIComponent(id)}`;
}
