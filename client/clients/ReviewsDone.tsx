import type { ReactElement } from 'react';
import { timeInWords, type Reviews } from '../rituals/reviews.js';

const MOST_PIPS = 60;

/** `12 of 40 reviewed · 35 min`, with a bar for each. */
export function ReviewsDone({ reviews: { done, of, seconds } }: { reviews: Reviews }): ReactElement {
  return (
    <div className="reviews sm t2">
      <span>
        <b>
          {done} of {of}
        </b>{' '}
        reviewed{seconds >= 30 && ` · ${timeInWords(seconds)}`}
      </span>
      {of <= MOST_PIPS && (
        <span className="pips" aria-hidden="true">
          {Array.from({ length: of }, (_, index) => (
            <i key={index} className={index < done ? 'on' : undefined} />
          ))}
        </span>
      )}
    </div>
  );
}
