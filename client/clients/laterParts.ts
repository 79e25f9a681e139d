import { lazy, type ComponentType } from 'react';
import type { SteadyCellsProps } from '../rituals/SteadyCells.js';
import type { ListFootProps } from './ListFoot.js';
import type { SyncStripProps } from './SyncStrip.js';

/** A part of the page that its rows do not wait for. Where it is not on the device and there is no connection, the page stays without it. */
const later = (name: keyof typeof import('./afterRows.js')) => () =>
  import('./afterRows.js').then(
    (module) => ({ default: module[name] as ComponentType<never> }),
    () => ({ default: () => null }),
  );

export const ListFoot = lazy<ComponentType<ListFootProps>>(later('ListFoot'));
export const SteadyCells = lazy<ComponentType<SteadyCellsProps>>(later('SteadyCells'));
export const SyncStrip = lazy<ComponentType<SyncStripProps>>(later('SyncStrip'));
