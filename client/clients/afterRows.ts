/** What of the list is loaded after its rows were painted. */
export { SteadyCells } from '../rituals/SteadyCells.js';
export { ListFoot } from './ListFoot.js';
export { SyncStrip } from './SyncStrip.js';
