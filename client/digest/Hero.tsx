import type { ReactElement } from 'react';
import { runwayVariance } from '../../domain/variance.js';
import type { Weeks as PrintedWeeks } from '../../domain/units.js';
import { formatInstant, formatRunway, formatWeeksChange } from '../../domain/wording.js';
import type { DigestView } from '../offline/index.js';
import { RunwayCoverageBar } from '../ui/RunwayCoverageBar.js';
import { STATUS_CLASS } from '../ui/statusClass.js';
import { StatusMark } from '../ui/StatusMark.js';
import { TieMark } from '../ui/TieMark.js';
import { useChanged } from '../ui/useChanged.js';
import { WeeksChip, WordChip } from '../ui/VarianceChip.js';
import { useExplained } from './explained.js';
import { FigureButton } from './FigureButton.js';
import { usePrinting } from './reading.js';
import { differenceIn, whereItDiffers, withoutEvidence } from './tieOutLines.js';

export interface HeroProps {
  readonly digest: DigestView;
  readonly client: string;
  readonly stale: boolean;
  readonly isPast: boolean;
}

/** The one number of the page, from above as a strip, with how it moved and whether it is QuickBooks' own. */
export function Hero({ digest, client, stale, isPast }: HeroProps): ReactElement {
  const print = usePrinting();
  const { runway } = digest.figures;
  const { explain } = useExplained();
  const isNumber = runway.state === 'NUMBER';
  const text = formatRunway({ ...runway, weeks: runway.weeks as PrintedWeeks | null }, print.locale);
  const { tieOut } = digest;
  const changed = useChanged(`${digest.asOf} ${text}`);
  return (
    <section className={changed ? 'hero changed' : 'hero'} aria-label="Runway">
      <div className="herotop">
        <FigureButton
          figure="RUNWAY"
          className={isNumber ? 'heron' : 'heron heroword'}
          label={isNumber ? 'weeks of runway' : 'runway'}
        >
          <span className={stale ? 't3' : undefined}>{isNumber ? text : capital(text)}</span>
        </FigureButton>
        <div className="herounit">
          {isNumber && <div className="heroof">weeks of runway</div>}
          <div className="row gap2">
            <StatusMark status={runway.status} stale={stale} />
            <span className="t3 sm">{aboutStatus(digest)}</span>
          </div>
        </div>
        <span className="sp" />
        <div className="heroside">
          <Change digest={digest} />
          <div className="row gap3">
            {tieOut === null ? (
              <span className="tie">{withoutEvidence(digest, isPast)}</span>
            ) : (
              <button
                type="button"
                className="tiebutton"
                aria-haspopup="dialog"
                onClick={(event) => explain('RUNWAY', event.currentTarget)}
              >
                <TieMark
                  checked={formatInstant(Date.parse(tieOut.checkedAt), print)}
                  difference={differenceIn(tieOut, print.money)}
                  where={whereItDiffers(tieOut)}
                />
                <span className="vh">: the lines, here and in QuickBooks</span>
              </button>
            )}
            <span className="fresh">As of {print.day(digest.asOf)}</span>
          </div>
        </div>
      </div>
      <RunwayCoverageBar
        client={client}
        runway={runway}
        before={digest.before?.runway.weeks ?? null}
        stale={stale}
        size="hero"
      />
    </section>
  );
}

function Change({ digest }: { digest: DigestView }): ReactElement {
  const print = usePrinting();
  const { before } = digest;
  const shape = (runway: DigestView['figures']['runway']) => ({
    ...runway,
    weeks: runway.weeks as PrintedWeeks | null,
  });
  const variance = runwayVariance(shape(digest.figures.runway), before === null ? null : shape(before.runway));
  const since =
    before === null ? '' : ` since ${print.day(before.asOf)}${before.reconstructed ? ', reconstructed' : ''}`;
  return (
    <div className="row gap2 herochange">
      {variance.crossed !== null && (
        <b className={`st-${STATUS_CLASS[digest.figures.runway.status]} sm`}>{variance.crossed}</b>
      )}
      {variance.weeks === null ? (
        <WordChip>
          {variance.words}
          {since !== '' && <u>{since}</u>}
        </WordChip>
      ) : (
        <span title={`${formatWeeksChange(variance.weeks, print.locale)} weeks`}>
          <WeeksChip change={variance.weeks} since={since.replace(' since ', '')} />
        </span>
      )}
    </div>
  );
}

/** What the status means here, beside its word. Thresholds are marked on the strip, so they are not said again. */
function aboutStatus({ figures }: DigestView): string {
  const { runway, cashOnHand } = figures;
  if (runway.reason !== null) return runway.reason;
  if (runway.state === 'NOT_BURNING') return 'cash in covers cash out over the window';
  // What is not known is said by the runway's reason above.
  return cashOnHand !== null && cashOnHand <= 0 ? 'cash on hand is not above zero' : '';
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
