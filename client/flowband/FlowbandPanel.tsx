import './styles.js';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useEffect, useState, type ReactElement } from 'react';
import { countOf } from '../../domain/wording.js';
import { countedWords } from '../console/comingCount.js';
import { usePrinting } from '../digest/reading.js';
import { useClientKey } from '../digest/useClientKey.js';
import type { FlowbandView, HygieneView } from '../offline/index.js';
import { StripDrawing } from '../ui/StripDrawing.js';
import { useKeptChoice } from '../ui/useKeptChoice.js';
import { PHONE, useMedia } from '../ui/useMedia.js';
import type { CountedBand } from './countedBand.js';
import { FlowbandChart } from './FlowbandChart.js';
import { FlowbandNotes } from './FlowbandNotes.js';
import { FlowbandTable } from './FlowbandTable.js';
import { issuesOf } from './flowWords.js';
import { nextShownAs, ShownAsToggle, SHOWN_AS, type ShownAs } from './ShownAsToggle.js';
import { useCountedBand } from './useCountedBand.js';

export interface FlowbandPanelProps {
  readonly clientId: string;
  readonly flowband: FlowbandView;
  readonly issues: HygieneView['issues'];
  readonly rules: HygieneView['rules'];
  readonly onOpenIssue: (issueId: string) => void;
  /** Hears which band is drawn: with decisions on their way its events have other numbers. */
  readonly onShown?: (flowband: FlowbandView) => void;
}

/** The same with the band as it is shown. */
export interface ShownBandProps extends FlowbandPanelProps {
  readonly counted: CountedBand;
}

/** Tablets fold the list of events; phones have it first. */
const TABLET = '(min-width: 601px) and (max-width: 900px)';
const LIST_FIRST: readonly ShownAs[] = ['list', 'both', 'chart'];

/** The next cash events with the band of balances after each: as a drawing, as a list, or both. */
export function FlowbandPanel(given: FlowbandPanelProps): ReactElement {
  const counted = useCountedBand(given.clientId, given.flowband);
  const { flowband } = counted;
  const props = { ...given, flowband, counted };
  const { onShown } = given;
  useEffect(() => onShown?.(flowband), [onShown, flowband]);
  const print = usePrinting();
  const isPhone = useMedia(PHONE);
  const [mode, show] = useShownAs(isPhone);
  useClientKey('l', () => show(nextShownAs(mode)));
  const count = flowband.events.length;
  // Without a balance before the first event there is no band to draw: the list stands alone.
  const draws = count > 0 && flowband.opening !== null;
  return (
    <>
      <div className="row sechead fbhead">
        <div className="sec">
          <h2>Flowband</h2>{' '}
          <small>
            {count === 0 ? 'no dated events' : `next ${countOf(count, 'dated event', 'dated events', print.locale)}`},
            as of {print.day(flowband.asOf)}
          </small>
        </div>
        <span className="sp" />
        {draws && <ShownAsToggle mode={mode} onChange={show} />}
      </div>
      {count === 0 && <NoEvents />}
      {(count > 0 || flowband.inView.length > 0) && (
        <Shown key={mode} {...props} mode={draws ? mode : 'list'} isPhone={isPhone} />
      )}
      <FlowbandNotes {...props} told={given.flowband} />
    </>
  );
}

/** Chosen for this device, on phones for itself: there the list comes first. */
function useShownAs(isPhone: boolean): [ShownAs, (mode: ShownAs) => void] {
  const wide = useKeptChoice('runway.shownAs.flowband', SHOWN_AS);
  const phone = useKeptChoice('runway.shownAs.flowband.phone', LIST_FIRST);
  return isPhone ? phone : wide;
}

function Shown(props: ShownBandProps & { mode: ShownAs; isPhone: boolean }): ReactElement {
  const { flowband, counted, mode, isPhone, issues, rules, onOpenIssue } = props;
  const [at, move] = useState<number | null>(null);
  const folds = useMedia(TABLET) && mode === 'both';
  const [isUnfolded, unfold] = useState(false);
  const listed = mode === 'list' || (mode === 'both' && (!folds || isUnfolded));
  const { opening } = flowband;
  const chart = mode !== 'list' && opening !== null && (
    <FlowbandChart
      flowband={flowband}
      opening={opening}
      isLow={isPhone}
      at={at}
      onMove={move}
      hasTargets={!listed}
      counted={countedWords(counted)}
    />
  );
  return (
    <div className={isPhone ? 'fb listfirst' : 'fb'}>
      {chart}
      {folds && (
        <button type="button" className="fbfold" aria-expanded={isUnfolded} onClick={() => unfold(!isUnfolded)}>
          <ChevronRight size={15} aria-hidden="true" />
          {countOf(flowband.events.length, 'event', 'events')} as a list
        </button>
      )}
      {/* Paper gets the list: a drawing has no exact figures. */}
      <div className={listed ? undefined : 'printonly'}>
        <FlowbandTable
          flowband={flowband}
          marks={counted.marks}
          at={at}
          issuesOf={(event) => issuesOf(event, { issues, rules })}
          onOpenIssue={onOpenIssue}
          hasTargets={listed}
        />
      </div>
    </div>
  );
}

function NoEvents(): ReactElement {
  return (
    <div className="fbnone">
      <StripDrawing />
      <p>
        The books hold no cash event of the next 13 weeks: no open bill or invoice with a day, and nothing entered
        ahead. A sync brings what is entered in QuickBooks.
      </p>
    </div>
  );
}
