import type { SignInPeopleQuery } from '../../schema/generated/graphql.js';
import { countOf } from '../../domain/wording.js';

export type DemoPerson = SignInPeopleQuery['demoPeople'][number];

/** The one password of the demo firm's people, whose clients are fictional. A server without the demo knows none of them. */
export const DEMO_PASSWORD = 'runway-demo';

/** "Owner, the whole firm" or "Advisor, 40 clients". */
export function demoRole({ role, clientCount }: DemoPerson): string {
  return role === 'OWNER' ? 'Owner, the whole firm' : `Advisor, ${countOf(clientCount, 'client')}`;
}
