/** How the devices of a run are made, by the lane's name. */
import { wireLane } from './wireLane.mjs';

const LANES = { wire: wireLane };

export function openLane(name, settings) {
  const lane = LANES[name];
  if (!lane) throw new Error(`there is no lane ${name}`);
  return lane(settings);
}
