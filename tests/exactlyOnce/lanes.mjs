/** How the devices of a run are made, by the lane's name. */
import { fastLane } from './fast/fastLane.mjs';
import { wireLane } from './wireLane.mjs';

const LANES = { fast: fastLane, wire: wireLane };

export function openLane(name, settings) {
  const lane = LANES[name];
  if (!lane) throw new Error(`there is no lane ${name}`);
  return lane(settings);
}
