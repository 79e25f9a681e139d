import { lazy, type ComponentType } from 'react';
import type { SteadyCellsProps } from '../rituals/SteadyCells.js';
import type { ListFootProps } from './ListFoot.js';
import type { SyncStripProps } from './SyncStrip.js';

/** A part of the page that its rows do not wait for. Where it is not on the device and there is no connection, the page stays without it. */
function later<Props>(partOf: (parts: typeof import('./afterRows.js')) => ComponentType<Props>) {
  return lazy<ComponentType<Props>>(() =>
    import('./afterRows.js').then(
      (parts) => ({ default: partOf(parts) }),
      () => ({ default: () => null }),
    ),
  );
}

export const ListFoot = later<ListFootProps>((parts) => parts.ListFoot);
export const SteadyCells = later<SteadyCellsProps>((parts) => parts.SteadyCells);
export const SyncStrip = later<SyncStripProps>((parts) => parts.SyncStrip);
