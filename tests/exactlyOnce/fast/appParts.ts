/** What of the app a device of the fast lane is made of: its queue on the device, what it tells of it, and its way to the server. */
export { foldAllDecisions } from '../../../domain/operations/foldDecisions.js';
export { plainAsk, renewingAsk } from '../../../client/apollo/ask.js';
export { makeConnection } from '../../../client/apollo/connection.js';
export { DeviceRows } from '../../../client/offline/deviceRows.js';
export { DeviceStore } from '../../../client/offline/deviceStore.js';
export { Outbox } from '../../../client/offline/outbox.js';
export { browserLine } from '../../../client/offline/outboxLine.js';
export { WebLock } from '../../../client/offline/outboxLock.js';
export { OutboxRows } from '../../../client/offline/outboxRows.js';
export { QueueReporting } from '../../../client/offline/queueReporting.js';
export { storeName } from '../../../client/offline/storeName.js';
export { waitingCounter } from '../../../client/offline/waitingCount.js';
export { outboxSender } from '../../../client/outboxSender.js';
