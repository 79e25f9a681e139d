import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Company } from '../../sandbox/ledger/company.js';
import type { AcceptedWrite } from '../../sandbox/ledger/types.js';
import type { Body, Entity, Running } from './httpHarness.js';
import { REALM } from './smallCompany.js';

export interface Written {
  status: number;
  body: Body;
  text: string;
  /** The code of the fault, if it is one. */
  code: string | undefined;
}

/** A client that writes: POST below /v3/company/{realm}. */
export function writer(running: Running, token: string, realmId = REALM) {
  const post = async (path: string, body: unknown): Promise<Written> => {
    const answer = await fetch(`${running.url}/v3/company/${realmId}${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const parsed = JSON.parse(text) as Body;
    return { status: answer.status, body: parsed, text, code: parsed.Fault?.Error[0]?.code };
  };
  const accepted = async (path: string, key: string, body: unknown): Promise<Entity> => {
    const written = await post(path, body);
    if (written.status !== 200) throw new Error(`${path}: ${written.text}`);
    return written.body[key] as Entity;
  };
  return {
    post,
    /** Creates one and answers it; throws on a refusal. */
    create: (key: string, body: unknown): Promise<Entity> => accepted(`/${key.toLowerCase()}`, key, body),
    update: (key: string, body: unknown): Promise<Entity> =>
      accepted(`/${key.toLowerCase()}?operation=update`, key, body),
    read: async (key: string, id: string): Promise<Entity> =>
      (await running.get(`/${key.toLowerCase()}/${id}`, token, realmId)).body[key] as Entity,
    changes: async (entities: string, since: string): Promise<Record<string, Entity[] | undefined>[]> => {
      const path = `/cdc?entities=${entities}&changedSince=${encodeURIComponent(since)}`;
      const { body, text } = await running.get(path, token, realmId);
      const response = body['CDCResponse'] as { QueryResponse: Record<string, Entity[]>[] }[] | undefined;
      if (!response?.[0]) throw new Error(text);
      return response[0].QueryResponse;
    },
  };
}

export type Writer = ReturnType<typeof writer>;

/** The lines of a stand-in's list of accepted writes. */
export const acceptedWrites = (dataDir: string): AcceptedWrite[] =>
  readFileSync(join(dataDir, 'writes.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AcceptedWrite);

/** Sum over all accounts of debits less credits; and the same of each document: both are zero in books that balance. */
export function imbalance(company: Company): number {
  let all = 0;
  for (const txn of company.txns()) {
    const own = company.entries(txn).reduce((sum, { debit, credit }) => sum + debit - credit, 0);
    if (own !== 0) return own;
    all += own;
  }
  return all + company.accounts().reduce((sum, { id }) => sum + company.balance(id), 0);
}
