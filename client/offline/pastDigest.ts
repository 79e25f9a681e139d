import type { DeviceOptions } from './deviceOptions.js';
import { isOutOfReach } from './reach.js';
import type { DigestView } from './view.js';

const NOT_FOR_THIS_DATE = 'The books have no figures for that date.';
const NEEDS_CONNECTION = 'The other figures of that week need a connection.';

/** @throws Error with a sentence when the server is out of reach or has no figures for that date. */
export async function pastDigest(
  { fetchDigest }: Pick<DeviceOptions, 'fetchDigest'>,
  clientId: string,
  asOf: string,
  onFailure: (error: unknown) => void,
): Promise<DigestView> {
  let digest: DigestView | null;
  try {
    digest = await fetchDigest(clientId, asOf);
  } catch (error) {
    onFailure(error);
    throw isOutOfReach(error) ? new Error(NEEDS_CONNECTION, { cause: error }) : error;
  }
  if (digest === null) throw new Error(NOT_FOR_THIS_DATE);
  return digest;
}
