import { useMemo } from 'react';
import { useComingGround } from '../console/useComingGround.js';
import type { FlowbandView } from '../offline/index.js';
import { countedBand, type CountedBand } from './countedBand.js';

/** A client's Flowband with what is on its way, computed once a change. */
export function useCountedBand(clientId: string, flowband: FlowbandView): CountedBand {
  const ground = useComingGround(clientId);
  return useMemo(() => countedBand(flowband, ground), [flowband, ground]);
}
