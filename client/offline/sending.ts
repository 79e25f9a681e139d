/** The door for whoever brings what is queued to the server: of the page and of the service worker, so free of the page's own types. */
export type { DecisionList } from './decisionRows.js';
export type { Act, ActAnswer, OutboxSend, RefusalView, SubmitAnswer } from './outboxSend.js';
export type { NeverArrived } from './outboxState.js';
export type { QueueTold } from './queueReporting.js';
export { SendFailure } from './sendFailure.js';
