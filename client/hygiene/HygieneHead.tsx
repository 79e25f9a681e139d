import Popover from '@mui/material/Popover';
import { useState, type ReactElement } from 'react';
import type { HygieneView } from '../offline/index.js';
import { usePrinting } from '../digest/reading.js';
import { withoutPrices } from './hygiene.js';
import { orderSentence, standingSentences } from './issueWords.js';
import { ScoreCard } from './ScoreCard.js';

/** What the data shows, what the list is ordered by, and the score with its sum. */
export function HygieneHead({ hygiene, open }: { hygiene: HygieneView; open: number }): ReactElement {
  const print = usePrinting();
  const { score, scoreBefore } = hygiene;
  const missing = withoutPrices(hygiene);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <div className="ihy">
      <div>
        <h2>{open === 0 ? 'Data shows no open issues' : 'Data shows top issues to fix'}</h2>
        <p className="note">
          {orderSentence(hygiene, print)}
          {open > 0 && missing !== null && (
            // Elsewhere the column's head says it.
            <span className="phonehead"> Low point: {missing}.</span>
          )}
        </p>
        {standingSentences(hygiene).map((sentence) => (
          <p key={sentence} className="note">
            {sentence}
          </p>
        ))}
      </div>
      <button
        type="button"
        className="score"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <span className="scoreline">
          <b>{score.value}</b> of 100
        </span>
        <span className="note nw">
          books score{scoreBefore !== null && `, ${scoreBefore.value} on ${print.shortDay(scoreBefore.asOf)}`}
        </span>
        <span className="vh">: how it adds up</span>
      </button>
      {anchor !== null && (
        <Popover
          open
          anchorEl={anchor}
          onClose={() => setAnchor(null)}
          anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
          transformOrigin={{ vertical: 'top', horizontal: 'right' }}
          transitionDuration={0}
          slotProps={{ paper: { role: 'dialog', 'aria-modal': true, 'aria-labelledby': 'score-title' } }}
        >
          <ScoreCard score={score} onClose={() => setAnchor(null)} />
        </Popover>
      )}
    </div>
  );
}
