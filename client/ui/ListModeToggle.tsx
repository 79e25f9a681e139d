import ChartNoAxesGantt from 'lucide-react/icons/chart-no-axes-gantt';
import List from 'lucide-react/icons/list';
import type { ReactElement } from 'react';

export type ListMode = 'chart' | 'list';

export interface ListModeToggleProps {
  readonly mode: ListMode;
  readonly onChange: (mode: ListMode) => void;
  /** What the drawing is called: "Bars", "Chart". */
  readonly chartWord?: string;
  /** Accessible name of the pair. */
  readonly label?: string;
}

/** The drawing, or the same figures as a list. Charts are never the only place of a figure. */
export function ListModeToggle(props: ListModeToggleProps): ReactElement {
  const { mode, onChange, chartWord = 'Chart', label = 'Show as' } = props;
  return (
    <div className="seg" role="group" aria-label={label}>
      <button type="button" aria-pressed={mode === 'chart'} onClick={() => onChange('chart')}>
        <ChartNoAxesGantt size={14} aria-hidden="true" />
        {chartWord}
      </button>
      <button type="button" aria-pressed={mode === 'list'} onClick={() => onChange('list')}>
        <List size={14} aria-hidden="true" />
        List
      </button>
    </div>
  );
}
