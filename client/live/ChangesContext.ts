import { createContext } from 'react';
import type { DeviceOptions } from '../offline/index.js';

/** How the device hears of changes as they happen; null: it asks. */
export const ChangesContext = createContext<DeviceOptions['watchChanges'] | null>(null);
