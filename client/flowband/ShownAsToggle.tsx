import ChartNoAxesGantt from 'lucide-react/icons/chart-no-axes-gantt';
import List from 'lucide-react/icons/list';
import Rows2 from 'lucide-react/icons/rows-2';
import type { ReactElement } from 'react';

/** Drawing and list together, or one of them. */
export type ShownAs = 'both' | 'chart' | 'list';

export const SHOWN_AS: readonly ShownAs[] = ['both', 'chart', 'list'];

const WORDS = { both: 'Both', chart: 'Chart', list: 'List' } as const;
const ICONS = { both: Rows2, chart: ChartNoAxesGantt, list: List } as const;

/** The drawing, the same figures as a list, or both. Charts are never the only place of a figure. */
export function ShownAsToggle({ mode, onChange }: { mode: ShownAs; onChange: (mode: ShownAs) => void }): ReactElement {
  return (
    <div className="seg" role="group" aria-label="Show as">
      {SHOWN_AS.map((one) => {
        const Icon = ICONS[one];
        return (
          <button key={one} type="button" aria-pressed={mode === one} onClick={() => onChange(one)}>
            <Icon size={14} aria-hidden="true" />
            {WORDS[one]}
          </button>
        );
      })}
    </div>
  );
}

/** What the key `L` goes to. */
export function nextShownAs(mode: ShownAs): ShownAs {
  return SHOWN_AS[(SHOWN_AS.indexOf(mode) + 1) % SHOWN_AS.length] ?? 'both';
}
