import { Fragment, useMemo, type ReactElement } from 'react';
import type { HygieneView } from '../offline/index.js';
import { usePrinting } from '../digest/reading.js';
import { pricesOf, withoutPrices, type IssueState } from './hygiene.js';
import { scaleOf } from './issueGroups.js';
import { STATE_WORDS } from './issueWords.js';
import { IssueRow, type RestingEvent } from './IssueRow.js';
import { RuleAbout } from './RuleAbout.js';
import { RuleRow } from './RuleRow.js';
import type { TreeRow } from './treeRows.js';
import type { Selection } from './useSelection.js';

export interface IssueTreeProps {
  readonly hygiene: HygieneView;
  readonly state: IssueState;
  readonly rows: readonly TreeRow[];
  readonly at: string | null;
  readonly selection: Selection;
  readonly refused: ReadonlyMap<string, string>;
  /** Events of the Flowband by the issue they rest on. */
  readonly events: ReadonlyMap<string, readonly RestingEvent[]>;
  readonly onFocusRow: (id: string) => void;
  readonly onSelect: (row: TreeRow) => void;
  readonly onToggle: (ruleId: string, isOpen: boolean) => void;
  readonly onMore: (ruleId: string) => void;
  readonly onShowEvent: (number: number) => void;
}

const NONE: readonly RestingEvent[] = [];

/** The issues of one state under their rules, as a tree with one Tab stop. */
export function IssueTree(props: IssueTreeProps): ReactElement {
  const { hygiene, state, rows, at, selection, refused, events, onFocusRow } = props;
  const scale = useMemo(() => (state === 'OPEN' ? scaleOf(hygiene) : null), [hygiene, state]);
  const priceOf = useMemo(
    () => new Map(pricesOf(hygiene)?.byIssue.map(({ issueId, price }) => [issueId, price]) ?? []),
    [hygiene],
  );
  const selectable = state !== 'SETTLED';
  return (
    <div
      role="treegrid"
      aria-label={`${STATE_WORDS[state]} issues`}
      aria-multiselectable={selectable}
      className="itree"
      data-state={state}
    >
      <TreeHead state={state} missing={withoutPrices(hygiene)} />
      {rows.map((row) => {
        const common = { tabbable: row.id === at, onFocus: onFocusRow, selectable };
        if (row.kind === 'rule') {
          return (
            <Fragment key={row.id}>
              <RuleRow
                {...common}
                row={row}
                asOf={hygiene.asOf}
                scale={scale}
                isOpenState={state === 'OPEN'}
                checked={checkedOf(row, selection)}
                onSelect={() => props.onSelect(row)}
                onToggle={() => props.onToggle(row.group.rule.id, !row.isOpen)}
              />
              {row.isOpen && <RuleAbout group={row.group} />}
            </Fragment>
          );
        }
        if (row.kind === 'more') return <MoreRow key={row.id} row={row} {...common} onMore={props.onMore} />;
        return (
          <IssueRow
            key={row.id}
            {...common}
            row={row}
            price={priceOf.get(row.id) ?? null}
            scale={scale}
            checked={selection.has(row.id)}
            refused={refused.get(row.id) ?? null}
            events={events.get(row.id) ?? NONE}
            onSelect={() => props.onSelect(row)}
            onShowEvent={props.onShowEvent}
          />
        );
      })}
    </div>
  );
}

function checkedOf(row: Extract<TreeRow, { kind: 'rule' }>, selection: Selection): boolean | 'mixed' {
  const count = row.group.issues.filter(({ id }) => selection.has(id)).length;
  if (count === 0) return false;
  return count === row.group.issues.length ? true : 'mixed';
}

function PriceHead({ isOpen, missing }: { isOpen: boolean; missing: string | null }): ReactElement {
  if (!isOpen) return <span className="vh">Worth</span>;
  return <>{missing === null ? 'Low point, first week below zero' : `Low point: ${missing}`}</>;
}

function TreeHead({ state, missing }: { state: IssueState; missing: string | null }): ReactElement {
  const { currency } = usePrinting();
  return (
    <div role="row" className="irow ihead">
      <div role="columnheader" className="i-sel">
        <span className="vh">Selected</span>
      </div>
      <div role="columnheader" className="i-name">
        Issue
      </div>
      <div role="columnheader" className="i-price">
        <PriceHead isOpen={state === 'OPEN'} missing={missing} />
      </div>
      <div role="columnheader" className="i-stake">
        At stake, {currency}
      </div>
      <div role="columnheader" className="i-fix">
        To fix
      </div>
    </div>
  );
}

function MoreRow(props: {
  row: Extract<TreeRow, { kind: 'more' }>;
  tabbable: boolean;
  onFocus: (id: string) => void;
  onMore: (ruleId: string) => void;
}): ReactElement {
  const { row, tabbable, onFocus, onMore } = props;
  return (
    <div
      role="row"
      className="irow morerow"
      aria-level={2}
      data-row={row.id}
      tabIndex={tabbable ? 0 : -1}
      onFocus={() => onFocus(row.id)}
    >
      <div role="gridcell" className="i-about" aria-colspan={5}>
        <button type="button" className="lkb" tabIndex={-1} onClick={() => onMore(row.group.rule.id)}>
          Show more, {row.left} left
        </button>
      </div>
    </div>
  );
}
