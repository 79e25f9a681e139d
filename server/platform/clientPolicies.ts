/** A table that carries `firm_id` and `client_id`. `app`: what the app's role may do with its rows; empty: nothing. */
export interface ClientTable {
  readonly table: string;
  readonly app: string;
}

/**
 * Row-level security as SQL for tables of a client: people see the rows of clients they have access to, whoever works for
 * one client sees that client's. Migrations that have run were made with it: its text never changes, a new form gets a new
 * name.
 */
export function clientPolicies(tables: readonly ClientTable[]): string {
  return tables.map(policiesOf).join('\n');
}

function policiesOf({ table, app }: ClientTable): string {
  const mine =
    'firm_id = scope_firm() and client_id in (select a.client_id from access a where a.principal_id = scope_principal())';
  return `
alter table ${table} enable row level security; alter table ${table} force row level security;
create policy app_${table} on ${table} for all to runway_app using (${mine}) with check (${mine});
create policy sync_${table} on ${table} for all to runway_sync
  using (client_id = scope_client()) with check (client_id = scope_client());
grant select, insert, update, delete on ${table} to runway_sync;
${app ? `grant ${app} on ${table} to runway_app;` : ''}`;
}
