/** What makes one company recognisable, as data. Money in whole units of its home currency; the simulator does the rest. */
export interface CompanySpec {
  realmId: string;
  name: string;
  industry: string;
  timeZone: string;
}
