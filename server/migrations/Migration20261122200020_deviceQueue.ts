import { Migration } from '@mikro-orm/migrations';

/**
 * What a device last told of the operations that wait on it, one row a person and device: when the device comes back with
 * its storage emptied, the server alone still knows of them. Each person's own.
 */
export class Migration20261122200020_deviceQueue extends Migration {
  override up(): void {
    this.addSql(`
      create table device_queue (
        principal_id uuid not null,
        firm_id uuid not null,
        device_id uuid not null,
        store_id uuid not null,
        waiting jsonb not null default '[]',
        lost jsonb not null default '[]',
        told_at timestamptz not null,
        primary key (principal_id, device_id)
      );
      alter table device_queue enable row level security;
      alter table device_queue force row level security;
      create policy app_device_queue on device_queue for all to runway_app
        using (firm_id = scope_firm() and principal_id = scope_principal())
        with check (firm_id = scope_firm() and principal_id = scope_principal());
      grant select, insert, update, delete on device_queue to runway_app;
    `);
  }
}
