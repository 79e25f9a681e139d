import Dialog from '@mui/material/Dialog';
import type { ReactElement } from 'react';

export interface DisconnectDialogProps {
  readonly client: string;
  readonly onCancel: () => void;
  readonly onDisconnect: () => void;
}

/** What ends and what stays, before it is done. */
export function DisconnectDialog({ client, onCancel, onDisconnect }: DisconnectDialogProps): ReactElement {
  return (
    <Dialog
      open
      onClose={onCancel}
      aria-labelledby="disconnect-title"
      aria-describedby="disconnect-words"
      maxWidth={false}
    >
      <div className="disconnect">
        <h2 id="disconnect-title">Disconnect {client} from QuickBooks</h2>
        <div id="disconnect-words">
          <h3>What ends</h3>
          <ul>
            <li>Our access is given back to QuickBooks, and its tokens are forgotten here.</li>
            <li>The books are read no more; notices from QuickBooks are not followed.</li>
          </ul>
          <h3>What stays</h3>
          <ul>
            <li>The client, its last figures with their date, and every past week.</li>
            <li>Everything in QuickBooks: nothing is changed there.</li>
          </ul>
          <p className="t2">It can be connected again at any time, by QuickBooks’ consent page.</p>
        </div>
        <div className="disconnectacts">
          <button type="button" className="btn l" onClick={onCancel}>
            Keep connected
          </button>
          <button type="button" className="btn pri l" onClick={onDisconnect}>
            Disconnect
          </button>
        </div>
      </div>
    </Dialog>
  );
}
