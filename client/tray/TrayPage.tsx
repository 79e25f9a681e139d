import { useEffect, type ReactElement } from 'react';
import { ClientListPage } from '../clients/ClientListPage.js';
import { showTray } from './trayOpen.js';

/** The tray's own address: the client list with the tray over it. Closed, the list stays. */
export function TrayPage(): ReactElement {
  useEffect(() => {
    showTray(true);
    return () => showTray(false);
  }, []);
  return <ClientListPage />;
}
