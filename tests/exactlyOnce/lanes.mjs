/** How the devices of a run are made, by the lane's name. */
import { browserLane } from './browser/browserLane.mjs';
import { fastLane } from './fast/fastLane.mjs';
import { wireLane } from './wireLane.mjs';

const LANES = { browser: browserLane, fast: fastLane, wire: wireLane };

export function openLane(name, settings) {
  const lane = LANES[name];
  if (!lane) throw new Error(`there is no lane ${name}`);
  return lane(settings);
}
