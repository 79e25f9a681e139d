import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import HistoryIcon from 'lucide-react/icons/history';
import { useState, type ReactElement } from 'react';
import { StatusMark } from '../ui/StatusMark.js';
import { Weeks } from '../ui/Weeks.js';
import { usePrinting } from './reading.js';
import type { PastWeeks } from './usePastWeek.js';

/** The past Sundays with the runway of each; `[` and `]` step through them. */
export function PastWeeksButton({ past }: { past: PastWeeks }): ReactElement | null {
  const { day } = usePrinting();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (past.weeks.length === 0) return null;
  const choose = (asOf: string | null): void => {
    setAnchor(null);
    past.show(asOf);
  };
  return (
    <>
      <button
        type="button"
        className="btn s pastbtn"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <HistoryIcon size={14} aria-hidden="true" />
        Past weeks
      </button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)} transitionDuration={0}>
        <MenuItem selected={past.shown === null} onClick={() => choose(null)}>
          Now
        </MenuItem>
        {past.weeks.map((week) => (
          <MenuItem key={week.asOf} selected={past.shown?.week.asOf === week.asOf} onClick={() => choose(week.asOf)}>
            <span className="pastday">{day(week.asOf)}</span>
            <span className="pastmark">
              <StatusMark status={week.runway.status} size={12} wordHidden />
              <Weeks runway={week.runway} unit />
            </span>
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
