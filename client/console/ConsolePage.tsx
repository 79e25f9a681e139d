import './styles.js';

export { ConsoleSkeleton } from './ConsoleStates.js';
export { ConsoleTab } from './ConsoleTab.js';
