import { describe, expect, it } from '@jest/globals';
import { readAttachment } from '../../../server/quickbooks/mapping/attachments.js';
import { DOCUMENT_SHAPES, readDocument } from '../../../server/quickbooks/mapping/documents.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';

describe('attachments', () => {
  it('belong to entities by the names the API gives them, each once, in an order of their own', () => {
    const link = (type: string, value: string) => ({ EntityRef: { type, value }, IncludeOnSend: false });
    const json = {
      Id: '9',
      FileName: 'receipt.pdf',
      AttachableRef: [link('Purchase', '7'), link('Bill', '12'), link('Expense', '7'), link('Vendor', '3')],
    };
    const attachedTo = [
      { type: 'Bill', id: '12' },
      { type: 'Purchase', id: '7' },
      { type: 'Vendor', id: '3' },
    ];
    expect(readAttachment(json)).toEqual({ id: '9', fileName: 'receipt.pdf', attachedTo });
  });

  it('may be notes without a file, and files that belong to nothing', () => {
    expect(readAttachment({ Id: '9', Note: 'Called.' })).toEqual({ id: '9', fileName: null, attachedTo: [] });
    const loose = { Id: '9', FileName: 'a.pdf', AttachableRef: [{ IncludeOnSend: true }] };
    expect(readAttachment(loose)).toEqual({ id: '9', fileName: 'a.pdf', attachedTo: [] });
    expect(() => readAttachment({ FileName: 'a.pdf' })).toThrow(QuickBooksError);
  });
});

describe('a document', () => {
  it('says when it was first entered, where QuickBooks says so', () => {
    const [bill] = DOCUMENT_SHAPES;
    if (!bill) throw new Error('documents have shapes');
    const json = { Id: '3', TxnDate: '2026-01-01', TotalAmt: 7 };
    const stamps = { CreateTime: '2026-01-02T09:00:00-08:00', LastUpdatedTime: '2026-01-03T09:00:00-08:00' };
    expect(readDocument({ ...json, MetaData: stamps }, bill, 'USD').createdAt).toBe('2026-01-02T09:00:00-08:00');
    expect(readDocument(json, bill, 'USD').createdAt).toBeNull();
  });
});
