import { withQueued } from '../../domain/operations/foldRitual.js';
import type { Operation } from '../../domain/operations/operation.js';
import type { ReviewedVersion, RitualRecord } from '../../domain/ritual/ritual.js';
import type { IsoDate } from '../../domain/units.js';
import type { RitualView } from '../offline/index.js';
import { FAKE_NOW } from './fakeFirm.js';

/** Writes down what was done of a week's review, as the server would; it adds up as it does on the device. */
export function actOnRitual(
  rituals: Map<string, RitualView>,
  name: 'RecordRitual' | 'MarkReviewed' | 'UnmarkReviewed',
  variables: Record<string, unknown>,
): object {
  const operation = operationOf(name, variables);
  const known = rituals.get(operation.clientId);
  if (known === undefined) {
    return { client: null, refusal: { code: 'NOT_FOUND', message: 'There is no such client among yours.' } };
  }
  const week = operation.name === 'UNMARK_REVIEWED' ? operation.week : operation.ritual.week;
  const before = known.ritual?.week === week ? known.ritual : null;
  const after = withQueued(before, week, { operation, place: 1, savedAt: FAKE_NOW, state: 'WAITING', refusal: null });
  const reviewedByName = after?.reviewedByName ?? (after?.state === 'REVIEWED' ? 'Daniel Reyes' : null);
  const reviewedOperationId = after?.reviewedOperationId ?? null;
  const ritual = after === null ? null : { ...after, tabs: [...after.tabs], reviewedByName, reviewedOperationId };
  rituals.set(known.id, { ...known, ritual });
  const lastReviewedAt = ritual?.reviewedAt ?? null;
  return { client: { __typename: 'Client', id: known.id, lastReviewedAt, ritual }, refusal: null };
}

type RitualOperation = Extract<Operation, { name: 'RECORD_RITUAL' | 'MARK_REVIEWED' | 'UNMARK_REVIEWED' }>;

function operationOf(
  name: 'RecordRitual' | 'MarkReviewed' | 'UnmarkReviewed',
  variables: Record<string, unknown>,
): RitualOperation {
  const id = String(variables['operationId']);
  const ritual = variables['ritual'] as RitualRecord;
  switch (name) {
    case 'RecordRitual':
      return { name: 'RECORD_RITUAL', id, clientId: ritual.clientId, ritual };
    case 'MarkReviewed':
      return { name: 'MARK_REVIEWED', id, clientId: ritual.clientId, ritual, saw: variables['saw'] as ReviewedVersion };
    case 'UnmarkReviewed':
      return {
        name: 'UNMARK_REVIEWED',
        id,
        clientId: String(variables['clientId']),
        week: variables['week'] as IsoDate,
        ...(typeof variables['mark'] === 'string' && { mark: variables['mark'] }),
      };
  }
}
