import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPost } from '../../../server/notices/payload.js';

const NOW = new Date('2026-11-21T12:00:00Z');
const read = (posted: unknown) => readPost(JSON.stringify(posted), NOW);

/** As Intuit's sample app shows it. */
const CLOUD = {
  specversion: '1.0',
  id: '88cd52aa-33b6-4351-9aa4-47572edbd068',
  source: 'intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=',
  type: 'qbo.customer.created.v1',
  datacontenttype: 'application/json',
  time: '2025-09-10T21:31:25.179Z',
  intuitentityid: '1234',
  intuitaccountid: '310687',
  data: {},
};

const legacy = (entities: readonly object[], realmId = '1185883450') => ({
  eventNotifications: [{ realmId, dataChangeEvent: { entities } }],
});
const CHANGED = { name: 'Customer', id: '1', operation: 'Create', lastUpdated: '2015-10-05T14:42:19-0700' };

describe('a post of CloudEvents', () => {
  it('is read as Intuit writes it', () => {
    expect(read([CLOUD])).toEqual({
      unreadable: 0,
      notices: [
        {
          realmId: '310687',
          id: '88cd52aa-33b6-4351-9aa4-47572edbd068',
          entity: 'customer',
          entityId: '1234',
          operation: 'CREATED',
          deletedId: null,
          happenedAt: new Date('2025-09-10T21:31:25.179Z'),
        },
      ],
    });
  });

  it('may hold several companies, a merge, ids that name their kind, and times without milliseconds', () => {
    const uuid = '4de1a7d2-0000-4000-8000-4b7f7d7b6a01';
    const merged = {
      ...CLOUD,
      id: `${uuid}-Customer-123`,
      type: 'qbo.customer.merged.v1',
      time: '2025-09-10T21:31:25Z',
      intuitentityid: `${uuid}-Customer-123`,
      intuitaccountid: '9',
      data: { deletedid: '27' },
    };
    const notices = read([CLOUD, merged])?.notices ?? [];
    expect(notices.map(({ realmId }) => realmId)).toEqual(['310687', '9']);
    expect(notices[1]).toMatchObject({
      id: `${uuid}-Customer-123`,
      entityId: '123',
      operation: 'MERGED',
      deletedId: '27',
      happenedAt: new Date('2025-09-10T21:31:25Z'),
    });
  });

  it.each([
    ['qbo.invoice.voided.v1', 'invoice', 'VOIDED'],
    ['qbo.invoice.void.v1', 'invoice', 'VOIDED'],
    ['qbo.invoice.emailed.v1', 'invoice', 'EMAILED'],
    ['qbo.billpayment.deleted.v1', 'billpayment', 'DELETED'],
    ['qbo.hologram.projected.v7', 'hologram', 'projected'],
    ['nothing of ours', 'unknown', 'unknown'],
    [undefined, 'unknown', 'unknown'],
  ])('of the type %s is kept', (type, entity, operation) => {
    expect(read([{ ...CLOUD, type }])?.notices[0]).toMatchObject({ entity, operation });
  });
});

describe('a post in the format before it', () => {
  it('is read as Intuit writes it', () => {
    const [notice] = read(legacy([CHANGED]))?.notices ?? [];
    expect(notice).toMatchObject({
      realmId: '1185883450',
      entity: 'Customer',
      entityId: '1',
      operation: 'CREATED',
      deletedId: null,
      happenedAt: new Date('2015-10-05T21:42:19Z'),
    });
  });

  it('names the merged one either way', () => {
    const merge = { ...CHANGED, operation: 'Merge' };
    const notices =
      read(
        legacy([
          { ...merge, deletedId: '7' },
          { ...merge, deletedid: '8' },
        ]),
      )?.notices ?? [];
    expect(notices.map(({ deletedId, operation }) => [operation, deletedId])).toEqual([
      ['MERGED', '7'],
      ['MERGED', '8'],
    ]);
  });

  it('gives the same notice the same id, and another one another', () => {
    const ids = (posted: object, at = NOW) =>
      readPost(JSON.stringify(posted), at)?.notices.map(({ id }) => id) ?? ['none'];
    const again = new Date(NOW.getTime() + 60_000);
    expect(ids(legacy([CHANGED]))).toEqual(ids(legacy([CHANGED]), again));
    const others = [
      legacy([{ ...CHANGED, id: '2' }]),
      legacy([{ ...CHANGED, name: 'Vendor' }]),
      legacy([{ ...CHANGED, operation: 'Update' }]),
      legacy([{ ...CHANGED, lastUpdated: '2015-10-05T14:42:20-0700' }]),
      legacy([CHANGED], '2'),
    ];
    expect(new Set([legacy([CHANGED]), ...others].flatMap((posted) => ids(posted))).size).toBe(6);
  });

  it('takes no second change within one second for the first one sent again', () => {
    const changed = legacy([{ ...CHANGED, lastUpdated: '2026-11-21T11:59:59Z' }]);
    const idAt = (milliseconds: number) =>
      readPost(JSON.stringify(changed), new Date(NOW.getTime() + milliseconds))?.notices[0]?.id;
    expect(idAt(0)).not.toBe(idAt(400));
    expect(idAt(20_000)).toBe(idAt(60_000));
    const timeless = legacy([{ ...CHANGED, lastUpdated: 'yesterday' }]);
    const timelessAt = (milliseconds: number) =>
      readPost(JSON.stringify(timeless), new Date(NOW.getTime() + milliseconds))?.notices[0]?.id;
    expect(timelessAt(0)).not.toBe(timelessAt(60_000));
  });
});

describe('what is not as Intuit writes it', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '[{"specversion"'],
    ['a word', '"hello"'],
    ['null', 'null'],
    ['another object', '{"events":[]}'],
    ['companies that are no list', '{"eventNotifications":{}}'],
  ])('%s is neither format', (_name, body) => {
    expect(readPost(body, NOW)).toBeNull();
  });

  it('an empty list is a post without notices', () => {
    expect(read([])).toEqual({ notices: [], unreadable: 0 });
    expect(read({ eventNotifications: [] })).toEqual({ notices: [], unreadable: 0 });
  });

  it('entries that say no company are counted, and the others stay', () => {
    const strange = [null, 7, [], {}, { ...CLOUD, intuitaccountid: "1'; drop table webhook_notice" }, CLOUD];
    expect(read(strange)).toMatchObject({ unreadable: 5, notices: [{ realmId: '310687' }] });
    const companies = { eventNotifications: [{}, { realmId: '5' }, ...legacy([CHANGED, {}]).eventNotifications] };
    expect(read(companies)).toMatchObject({
      unreadable: 2,
      notices: [{ entity: 'Customer' }, { entity: 'unknown', operation: 'unknown' }],
    });
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'an operation called %s is a word',
    (operation) => {
      const operations = [
        read([{ ...CLOUD, type: `qbo.customer.${operation}.v1` }]),
        read(legacy([{ ...CHANGED, operation }])),
      ].map((post) => post?.notices[0]?.operation);
      expect(operations).toEqual([operation, operation]);
    },
  );

  it('nothing that a database cannot keep comes through', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constant('\u0000'), fc.constant('\ud800'));
    const event = fc.record({
      id: texts,
      type: texts,
      time: fc.oneof(texts, fc.constant('2026-99-99T99:99:99Z')),
      intuitentityid: fc.oneof(texts, fc.integer(), fc.constant({})),
      intuitaccountid: fc.constantFrom('1', '22'),
      data: fc.oneof(fc.constant(null), fc.record({ deletedid: texts })),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 5 }), (events) => {
        const post = read(events);
        expect(post?.notices).toHaveLength(events.length);
        for (const { id, entity, operation, entityId, deletedId, happenedAt } of post?.notices ?? []) {
          for (const text of [id, entity, operation, entityId ?? 'x', deletedId ?? 'x']) {
            expect(text.length > 0 && text.length <= 200 && text.isWellFormed() && !/\p{Cc}/u.test(text)).toBe(true);
          }
          expect(happenedAt === null || !Number.isNaN(happenedAt.getTime())).toBe(true);
        }
      }),
    );
  });
});
