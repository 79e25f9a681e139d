/** The two bodies Intuit posts, from webhooks/data-objects and the CloudEvents sample app of Intuit. */
import { createHmac } from 'node:crypto';
import { pacific } from '../pacificTime.js';
import type { WriteNotice, WriteOperation } from './writeNotice.js';

export const FORMATS = ['cloudevents', 'legacy'] as const;
export type WebhookFormat = (typeof FORMATS)[number];

/** A notice with the id that every sending of it carries. */
export interface WebhookEvent extends WriteNotice {
  eventId: string;
}

/** Where Intuit's own samples differ from each other. */
export interface Spelling {
  /** A void's event type ends `.voided.v1` or `.void.v1`. */
  voidWord: 'voided' | 'void';
  /** Event ids like `<uuid>-Customer-123`, times without milliseconds. */
  longIds: boolean;
}

/** Entities that Intuit sends notices of. Paychecks, tax payments and card payments are not among them. */
const NOTICED = new Set(
  (
    'Account Bill BillPayment Budget Class CreditMemo Currency Customer Department Deposit Employee Estimate Invoice ' +
    'Item JournalCode JournalEntry Payment PaymentMethod Preferences Purchase PurchaseOrder RefundReceipt ' +
    'SalesReceipt TaxAgency Term TimeActivity Transfer Vendor VendorCredit'
  ).split(' '),
);
const VOIDED = new Set(
  'BillPayment CreditMemo Invoice Payment Purchase RefundReceipt SalesReceipt Transfer'.split(' '),
);

const TYPE_WORDS: Record<WriteOperation, string> = {
  Create: 'created',
  Update: 'updated',
  Delete: 'deleted',
  Void: 'voided',
  Merge: 'merged',
  Emailed: 'emailed',
};

export const isNoticed = (entity: string): boolean => NOTICED.has(entity);

/** A void of what has no void notice is told as an update. */
export const noticedOperation = (entity: string, operation: WriteOperation): WriteOperation =>
  operation === 'Void' && !VOIDED.has(entity) ? 'Update' : operation;

function cloudEvent(event: WebhookEvent, source: string, spelling: Spelling): Record<string, unknown> {
  const word = event.operation === 'Void' ? spelling.voidWord : TYPE_WORDS[event.operation];
  const time = new Date(event.at).toISOString();
  return {
    specversion: '1.0',
    id: spelling.longIds ? `${event.eventId}-${event.entity}-${event.id}` : event.eventId,
    source,
    type: `qbo.${event.entity.toLowerCase()}.${word}.v1`,
    datacontenttype: 'application/json',
    time: spelling.longIds ? time.replace(/\.\d{3}Z$/, 'Z') : time,
    intuitentityid: event.id,
    intuitaccountid: event.realmId,
    data: event.deletedId === undefined ? {} : { deletedid: event.deletedId },
  };
}

/** `2015-10-05T14:42:19-0700`: Pacific time, no colon in the offset. */
const legacyTime = (at: string): string => pacific(at).replace(/:(\d\d)$/, '$1');

function legacyEntity(event: WebhookEvent): Record<string, unknown> {
  return {
    name: event.entity,
    id: event.id,
    operation: event.operation,
    ...(event.deletedId === undefined ? {} : { deletedId: event.deletedId }),
    lastUpdated: legacyTime(event.at),
  };
}

function legacyBody(events: readonly WebhookEvent[]): Record<string, unknown> {
  const realms = [...new Set(events.map((event) => event.realmId))];
  return {
    eventNotifications: realms.map((realmId) => ({
      realmId,
      dataChangeEvent: { entities: events.filter((event) => event.realmId === realmId).map(legacyEntity) },
    })),
  };
}

/** The body of one post and its content type. `source` names the app in CloudEvents. */
export function notification(
  events: readonly WebhookEvent[],
  format: WebhookFormat,
  source: string,
  spelling: Spelling,
): { contentType: string; body: string } {
  return format === 'legacy'
    ? { contentType: 'application/json', body: JSON.stringify(legacyBody(events)) }
    : {
        contentType: 'application/cloudevents+json',
        body: JSON.stringify(events.map((event) => cloudEvent(event, source, spelling))),
      };
}

/** The header `intuit-signature`: base64 of HMAC-SHA256 over the raw body with the app's verifier token. */
export const signatureOf = (body: string, verifierToken: string): string =>
  createHmac('sha256', verifierToken).update(body, 'utf8').digest('base64');
