import ChevronDown from 'lucide-react/icons/chevron-down';
import Plus from 'lucide-react/icons/plus';
import { lazy, Suspense, useState, type ReactElement, type Ref } from 'react';
import type { ClientTotals } from '../../domain/clientList.js';
import { STATUS_WORDS } from '../../domain/wording.js';
import { FilterChip } from '../ui/FilterChip.js';
import { ListModeToggle, type ListMode } from '../ui/ListModeToggle.js';
import { SearchField } from '../ui/SearchField.js';
import { FIELD_WORDS } from './ListHead.js';
import { ownOrderWords, type ListQuery } from './listQuery.js';

const StatusMenu = lazy(() => import('./ListMenus.js').then((module) => ({ default: module.StatusMenu })));
const OrderMenu = lazy(() => import('./ListMenus.js').then((module) => ({ default: module.OrderMenu })));

export interface ListToolsProps {
  readonly query: ListQuery;
  readonly onChange: (change: Partial<ListQuery>) => void;
  readonly mode: ListMode;
  readonly onMode: (mode: ListMode) => void;
  /** Over every client, so that a chip says what it would find. */
  readonly totals: ClientTotals;
  /** Clients whose review of the week is not done. */
  readonly notReviewed: number;
  readonly withAdvisor: boolean;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly onLeaveSearch: () => void;
}

interface OpenMenu {
  readonly name: 'status' | 'order';
  readonly anchor: HTMLElement;
}

/** Search, filters, order, and how to show. */
export function ListTools(props: ListToolsProps): ReactElement {
  const { query, onChange, mode, onMode, totals, notReviewed, withAdvisor, searchRef, onLeaveSearch } = props;
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const close = (): void => setMenu(null);
  return (
    <div className="tools">
      <SearchField
        label="Search clients"
        value={query.search}
        onChange={(search) => onChange({ search })}
        inputRef={searchRef}
        onLeave={onLeaveSearch}
      />
      <div className="chips" role="group" aria-label="Filters">
        <FilterChip
          label="Needs attention"
          count={totals.needsAttention}
          on={query.needsAttention}
          onToggle={() => onChange({ needsAttention: !query.needsAttention })}
        />
        <button
          type="button"
          className={query.status.length > 0 ? 'fc on' : 'fc'}
          aria-haspopup="menu"
          aria-expanded={menu?.name === 'status'}
          onClick={(event) => setMenu({ name: 'status', anchor: event.currentTarget })}
        >
          {query.status.length === 0 ? (
            <>
              <Plus size={13} aria-hidden="true" />
              Status
            </>
          ) : (
            query.status.map((status) => STATUS_WORDS[status]).join(', ')
          )}
        </button>
        <FilterChip
          label="Not reviewed"
          count={notReviewed}
          on={query.notReviewed}
          onToggle={() => onChange({ notReviewed: !query.notReviewed })}
        />
        <FilterChip
          label="Sync failing"
          on={query.syncFailing}
          onToggle={() => onChange({ syncFailing: !query.syncFailing })}
        />
        <FilterChip label="Stale" on={query.stale} onToggle={() => onChange({ stale: !query.stale })} />
      </div>
      <div className="toolsend">
        <span className="sm t3 orderword" aria-hidden="true">
          Order
        </span>
        <button
          type="button"
          className="btn s"
          aria-haspopup="menu"
          aria-expanded={menu?.name === 'order'}
          aria-label={`Order: ${orderWords(query)}`}
          onClick={(event) => setMenu({ name: 'order', anchor: event.currentTarget })}
        >
          {orderWords(query)}
          <ChevronDown size={13} aria-hidden="true" />
        </button>
        <ListModeToggle mode={mode} onChange={onMode} chartWord="Bars" label="Show runway as" />
      </div>
      <Suspense fallback={null}>
        {menu?.name === 'status' && (
          <StatusMenu anchor={menu.anchor} query={query} totals={totals} onChange={onChange} onClose={close} />
        )}
        {menu?.name === 'order' && (
          <OrderMenu anchor={menu.anchor} query={query} withAdvisor={withAdvisor} onChange={onChange} onClose={close} />
        )}
      </Suspense>
    </div>
  );
}

function orderWords(query: ListQuery): string {
  if (query.sort.length === 0) return ownOrderWords(query);
  return query.sort.map(({ by }) => FIELD_WORDS[by]).join(', then ');
}
