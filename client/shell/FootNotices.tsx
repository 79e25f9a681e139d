import type { ReactElement } from 'react';
import { QueueStatus } from '../queueStatus/QueueStatus.js';
import { UpdateLine } from './UpdateLine.js';

/** What is told at the foot of the navigation once there is something to tell: the first picture does not wait for it. */
export function FootNotices(): ReactElement {
  return (
    <>
      <UpdateLine />
      <QueueStatus />
    </>
  );
}
