import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { IsoDate } from '../../domain/units.js';
import { checkDraft, type CheckedDraft } from './checkedDrafts.js';
import type { ConsoleView, DocumentKind, OpenDocument } from './console.js';
import { canDecide, standingOf } from './decisionWords.js';
import { defaultAccount, defaultDraft, keepAccount, KINDS } from './draftDefaults.js';
import { draftsOf, type Draft } from './draftStore.js';
import type { RowActs } from './rowActs.js';

export interface DraftingOptions {
  readonly viewerId: string;
  readonly clientId: string;
  readonly console: ConsoleView;
  /** The last decision of each document. */
  readonly decisions: ReadonlyMap<string, DecisionShown>;
  readonly today: IsoDate;
  readonly locale: string;
  /** The client's home currency. */
  readonly currency: string;
  /** The rows of a table as they are shown. */
  readonly shown: Readonly<Record<DocumentKind, readonly OpenDocument[]>>;
}

export interface Drafting {
  /** By document key, in the order they were selected; of what is open and can be decided alone. */
  readonly drafts: ReadonlyMap<string, CheckedDraft>;
  readonly editing: { readonly key: string; readonly at: 'all' | 'day' } | null;
  readonly acts: Omit<RowActs, 'withdraw' | 'noteFocus' | 'planMany'>;
  /** Selects all of a table's view, or none where all are selected. */
  readonly toggleAll: (kind: DocumentKind) => void;
  readonly drop: (keys: Iterable<string>) => void;
}

/** What is selected, what each selection means, and how it is changed. One change costs no more than the drafts there are. */
export function useDrafting(options: DraftingOptions): Drafting {
  const { viewerId, clientId, console: view, decisions, today, locale, currency } = options;
  const store = draftsOf(viewerId);
  const kept = useSyncExternalStore(store.subscribe, () => store.get(clientId));
  const [editing, setEditing] = useState<Drafting['editing']>(null);
  const anchor = useRef<string | null>(null);
  const documents = useMemo(() => documentsOf(view), [view]);
  const drafts = useMemo(() => {
    const checked = new Map<string, CheckedDraft>();
    for (const [key, draft] of kept) {
      const document = documents.get(key);
      const decision = decisions.get(key) ?? null;
      if (document === undefined || !canDecide(standingOf(decision, view.syncedAt), decision)) continue;
      checked.set(key, checkDraft(draft, document, { console: view, clientId, today, locale, currency }));
    }
    return checked;
  }, [kept, documents, decisions, view, clientId, today, locale, currency]);
  // What acts read when they run: rows hold the acts, and are not drawn again for a change of these.
  const latest = useRef({ ...options, documents, drafts });
  useEffect(() => {
    latest.current = { ...options, documents, drafts };
  });

  const change = useCallback(
    (run: (drafts: Map<string, Draft>) => void) => draftsOf(viewerId).change(clientId, run),
    [viewerId, clientId],
  );
  const acts = useMemo(() => {
    const add = (drafts: Map<string, Draft>, kind: DocumentKind, key: string, decision = KINDS[kind][0]): void => {
      const made = newDraft(latest.current, key, decision);
      if (made !== null) drafts.set(key, made);
    };
    return {
      toggle: (kind: DocumentKind, key: string) => {
        anchor.current = key;
        change((drafts) => {
          if (!drafts.delete(key)) add(drafts, kind, key);
        });
        setEditing((before) => (before?.key === key ? null : before));
      },
      extendTo: (kind: DocumentKind, key: string) => {
        const rows = latest.current.shown[kind];
        const at = rows.findIndex((row) => row.key === key);
        const from = rows.findIndex((row) => row.key === anchor.current);
        const [first, last] = from < 0 ? [at, at] : [Math.min(at, from), Math.max(at, from)];
        if (from < 0) anchor.current = key;
        change((drafts) => {
          for (const row of rows.slice(first, last + 1)) {
            if (!drafts.has(row.key) && (row.key === key || isFree(latest.current, row.key)))
              add(drafts, kind, row.key);
          }
        });
      },
      decide: (kind: DocumentKind, keys: readonly string[], decision: Draft['kind']) =>
        change((drafts) => {
          for (const key of keys) {
            const before = drafts.get(key);
            if (before === undefined) add(drafts, kind, key, decision);
            else if (KINDS[kind].includes(decision)) drafts.set(key, { ...before, kind: decision });
          }
        }),
      edit: (key: string, part: Partial<Omit<Draft, 'documentKey'>>) => {
        if (part.accountId !== undefined && part.accountId !== null) keepAccount(clientId, part.accountId);
        change((drafts) => {
          const before = drafts.get(key);
          if (before !== undefined) drafts.set(key, { ...before, ...part });
        });
      },
      open: (key: string | null, at: 'all' | 'day' = 'all') => setEditing(key === null ? null : { key, at }),
    };
  }, [change, clientId]);
  const toggleAll = useCallback(
    (kind: DocumentKind) => {
      const free = latest.current.shown[kind].filter(({ key }) => isFree(latest.current, key));
      const isAll = free.every(({ key }) => latest.current.drafts.has(key));
      change((drafts) => {
        for (const { key } of free) {
          if (isAll) drafts.delete(key);
          else if (!drafts.has(key)) {
            const made = newDraft(latest.current, key, KINDS[kind][0]);
            if (made !== null) drafts.set(key, made);
          }
        }
      });
    },
    [change],
  );
  const drop = useCallback(
    (keys: Iterable<string>) =>
      change((drafts) => {
        for (const key of keys) drafts.delete(key);
      }),
    [change],
  );
  return { drafts, editing, acts, toggleAll, drop };
}

type Latest = DraftingOptions & { readonly documents: ReadonlyMap<string, OpenDocument> };

function documentsOf({ bills, invoices }: ConsoleView): ReadonlyMap<string, OpenDocument> {
  return new Map([...bills, ...invoices].map((document) => [document.key, document]));
}

/** Selected with many at once: not what is under way, and not what came back, which is looked at one by one. */
function isFree({ decisions, console: view }: Latest, key: string): boolean {
  const decision = decisions.get(key) ?? null;
  const standing = standingOf(decision, view.syncedAt);
  return standing !== 'BACK' && canDecide(standing, decision);
}

/** Null where the document is not open any more, or under way. */
function newDraft(latest: Latest, key: string, kind: Draft['kind'] | undefined): Draft | null {
  const { clientId, console: view, decisions, documents, today } = latest;
  const document = documents.get(key);
  const decision = decisions.get(key) ?? null;
  const standing = standingOf(decision, view.syncedAt);
  if (document === undefined || kind === undefined || !canDecide(standing, decision)) return null;
  // A refused decision never came to be: there is nothing that a new one could take the place of.
  const replaces = standing === 'BACK' && decision?.state !== 'REFUSED' ? (decision?.id ?? null) : null;
  return defaultDraft(document, kind, { accountId: defaultAccount(clientId, view.accounts), today, replaces });
}
