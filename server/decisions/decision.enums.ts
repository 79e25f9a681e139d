import {
  DECISION_KINDS,
  DECISION_STATES,
  type DecisionKind,
  type DecisionState,
} from '../../domain/decision/decision.js';
import {
  DIFFERENCE_FIELDS,
  RECEIPT_SOURCES,
  type DifferenceField,
  type ReceiptSource,
} from '../../domain/decision/difference.js';
import { enumOf } from '../contract/enums.js';

export type { DifferenceField, ReceiptSource };

export const DecisionKindEnum = enumOf<DecisionKind>('DecisionKind', DECISION_KINDS);
export const DecisionStateEnum = enumOf<DecisionState>('DecisionState', DECISION_STATES);
export const DifferenceFieldEnum = enumOf<DifferenceField>('DifferenceField', DIFFERENCE_FIELDS);
export const ReceiptSourceEnum = enumOf<ReceiptSource>('ReceiptSource', RECEIPT_SOURCES);
