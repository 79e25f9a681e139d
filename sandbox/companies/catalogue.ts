import type { CompanySpec } from './companySpec.js';

export const CATALOGUE: readonly CompanySpec[] = [
  { realmId: '4620816365001000010', name: 'Larkspur Joinery', industry: 'Custom joinery', timeZone: 'America/Chicago' },
];
