import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Check from 'lucide-react/icons/check';
import type { ReactElement } from 'react';
import type { ClientTotals } from '../../domain/clientList.js';
import { STATUS_ORDER } from '../../domain/status.js';
import { STATUS_WORDS } from '../../domain/wording.js';
import { StatusShape } from '../ui/StatusShape.js';
import { FIELD_WORDS } from './ListHead.js';
import { ORDER_FIELDS, ownOrderWords, sortBy, type ListQuery } from './listQuery.js';

interface MenuProps {
  readonly anchor: HTMLElement | null;
  readonly query: ListQuery;
  readonly onChange: (change: Partial<ListQuery>) => void;
  readonly onClose: () => void;
}

/** Any of the statuses; the menu stays open, so that several can be chosen. */
export function StatusMenu(props: MenuProps & { totals: ClientTotals }): ReactElement {
  const { anchor, query, totals, onChange, onClose } = props;
  const chosen = new Set(query.status);
  return (
    <Menu open anchorEl={anchor} onClose={onClose} slotProps={{ list: { 'aria-label': 'Status' } }}>
      {STATUS_ORDER.map((status) => (
        <MenuItem
          key={status}
          role="menuitemcheckbox"
          aria-checked={chosen.has(status)}
          onClick={() =>
            onChange({
              status: STATUS_ORDER.filter((one) => (one === status ? !chosen.has(one) : chosen.has(one))),
            })
          }
        >
          <StatusShape shape={status} />
          {STATUS_WORDS[status]}
          <span className="menucount">{totals.byStatus[status]}</span>
          <span className="menucheck">{chosen.has(status) && <Check size={14} aria-hidden="true" />}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}

/** One column to order by; the same one again turns it round. */
export function OrderMenu(props: MenuProps & { withAdvisor: boolean }): ReactElement {
  const { anchor, query, withAdvisor, onChange, onClose } = props;
  const fields = ORDER_FIELDS.filter((field) => withAdvisor || field !== 'ADVISOR');
  return (
    <Menu open anchorEl={anchor} onClose={onClose} slotProps={{ list: { 'aria-label': 'Order' } }}>
      <MenuItem
        role="menuitemradio"
        aria-checked={query.sort.length === 0}
        onClick={() => {
          onChange({ sort: [] });
          onClose();
        }}
      >
        {ownOrderWords(query)}
        <span className="menucount" />
        <span className="menucheck">{query.sort.length === 0 && <Check size={14} aria-hidden="true" />}</span>
      </MenuItem>
      <Divider />
      {fields.map((by) => {
        const direction = query.sort.find((order) => order.by === by)?.direction;
        return (
          <MenuItem
            key={by}
            role="menuitemradio"
            aria-checked={direction !== undefined}
            onClick={() => onChange({ sort: sortBy(query.sort, by, false) })}
          >
            {FIELD_WORDS[by]}
            <span className="menucount">
              {direction === 'ASC' && 'up'}
              {direction === 'DESC' && 'down'}
            </span>
            <span className="menucheck">
              {direction === 'ASC' && <ArrowUp size={14} aria-hidden="true" />}
              {direction === 'DESC' && <ArrowDown size={14} aria-hidden="true" />}
            </span>
          </MenuItem>
        );
      })}
    </Menu>
  );
}
