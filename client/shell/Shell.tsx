import { lazy, Suspense, useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { rememberReviewed } from '../rituals/lastReviewed.js';
import { useViewer } from '../viewer.js';
import { Navigation } from './Navigation.js';
import { OfflineBar } from './OfflineBar.js';
import { showTray, useTrayOpen } from '../tray/trayOpen.js';
import { useAnyKey } from '../ui/useAnyKey.js';
import { useChord } from '../ui/useChord.js';

const KeysOverlay = lazy(() => import('./KeysOverlay.js').then((module) => ({ default: module.KeysOverlay })));
const TraySheet = lazy(() => import('../tray/TraySheet.js').then((module) => ({ default: module.TraySheet })));

/** Navigation at the side (below on a phone), the page in the middle, the decision tray and the keys over it. */
export function Shell({ children }: { children: ReactNode }): ReactElement {
  const viewer = useViewer();
  const [keysShown, showKeys] = useState(false);
  const isTrayOpen = useTrayOpen();
  const [, navigate] = useLocation();
  // What one person marked is not for the next one on the same page to see or to take back.
  useEffect(() => () => rememberReviewed(null), [viewer.id]);
  useAnyKey('?', () => showKeys(true));
  useChord('g', { t: () => showTray(true), c: () => navigate('/clients') });
  return (
    <div className="app">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <Navigation viewer={viewer} onShowKeys={() => showKeys(true)} />
      <main className="main" id="main" tabIndex={-1}>
        <OfflineBar viewer={viewer} />
        <div id="notices" />
        {children}
      </main>
      {isTrayOpen && (
        <Suspense fallback={null}>
          <TraySheet onClose={() => showTray(false)} />
        </Suspense>
      )}
      {keysShown && (
        <Suspense fallback={null}>
          <KeysOverlay onClose={() => showKeys(false)} />
        </Suspense>
      )}
    </div>
  );
}
