import type { HygieneView, RitualView } from '../offline/index.js';
import { fakeFlowband, fakeHygiene } from './fakeReview.js';

type Issue = HygieneView['issues'][number];

/** Does an act to a client's issues as the server would, and answers how they stand. */
export function actOnIssues(
  rituals: Map<string, RitualView>,
  operation: string,
  variables: Record<string, unknown>,
  settled: ReadonlySet<string>,
): object {
  const id = String(variables['clientId']);
  const ritual = rituals.get(id);
  if (ritual === undefined || ritual.hygiene === null) {
    return {
      client: null,
      refused: [],
      refusal: { code: 'NOT_FOUND', message: 'There is no such client among yours.' },
    };
  }
  const ids = new Set((variables['issueIds'] as readonly string[]).filter((one) => !settled.has(one)));
  const issues = ritual.hygiene.issues.map((issue) => (ids.has(issue.id) ? acted(issue, operation, variables) : issue));
  const hygiene = fakeHygiene(issues, ritual.tier === 'SMART');
  rituals.set(id, { ...ritual, hygiene });
  const refused = [...settled].filter((one) => (variables['issueIds'] as readonly string[]).includes(one));
  return {
    client: { __typename: 'Client', id, hygiene, flowband: fakeFlowband() },
    refused: refused.map((issueId) => ({
      issueId,
      refusal: { code: 'NOT_FOUND', message: 'It is gone from the books.' },
    })),
    refusal: null,
  };
}

function acted(issue: Issue, operation: string, { until, reason }: Record<string, unknown>): Issue {
  const plain = { ...issue, snoozedUntil: null, dismissedBecause: null, byName: null, at: null };
  const by = { byName: 'Daniel Reyes', at: '2026-11-21T15:09:00.000Z' };
  if (operation === 'SnoozeIssues') {
    return {
      ...plain,
      ...by,
      state: 'SNOOZED',
      snoozedUntil: until === null || until === undefined ? null : String(until),
    };
  }
  if (operation === 'DismissIssues') return { ...plain, ...by, state: 'DISMISSED', dismissedBecause: String(reason) };
  return { ...plain, state: 'OPEN' };
}
