import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState, type ReactElement } from 'react';
import { FilterChip } from './FilterChip.js';
import { ListModeToggle, type ListMode } from './ListModeToggle.js';
import { SearchField } from './SearchField.js';
import { Toast } from './Toast.js';

const meta = { title: 'ui/controls' } satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

function Controls(): ReactElement {
  const [search, setSearch] = useState('');
  const [on, setOn] = useState(true);
  const [mode, setMode] = useState<ListMode>('chart');
  return (
    <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
      <SearchField label="Search clients" value={search} onChange={setSearch} />
      <SearchField label="Search again" value="Larkspur" onChange={setSearch} />
      <FilterChip label="Needs attention" count={13} on={on} onToggle={() => setOn(!on)} />
      <FilterChip label="Stale" on={!on} onToggle={() => setOn(!on)} />
      <ListModeToggle mode={mode} onChange={setMode} chartWord="Bars" />
      <button type="button" className="btn pri">
        Primary
      </button>
      <button type="button" className="btn">
        Other
      </button>
      <button type="button" className="btn" disabled>
        Not now
      </button>
      <button type="button" className="btn qt s">
        Quiet
      </button>
    </div>
  );
}

export const Every: Story = { render: () => <Controls /> };

export const Message: Story = {
  render: () => (
    <Toast
      message="The server is out of reach. A company can be connected when online."
      onClose={() => undefined}
      action={{ label: 'Undo', run: () => undefined }}
    />
  ),
};
