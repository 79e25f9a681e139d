import { lazy, Suspense, useState, type ReactElement, type ReactNode } from 'react';
import { useViewer } from '../viewer.js';
import { Navigation } from './Navigation.js';
import { OfflineBar } from './OfflineBar.js';
import { useAnyKey } from '../ui/useAnyKey.js';

const KeysOverlay = lazy(() => import('./KeysOverlay.js').then((module) => ({ default: module.KeysOverlay })));

/** Navigation at the side (below on a phone), the page in the middle, the keys over it. */
export function Shell({ children }: { children: ReactNode }): ReactElement {
  const viewer = useViewer();
  const [keysShown, showKeys] = useState(false);
  useAnyKey('?', () => showKeys(true));
  return (
    <div className="app">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <Navigation viewer={viewer} onShowKeys={() => showKeys(true)} />
      <main className="main" id="main" tabIndex={-1}>
        <OfflineBar viewer={viewer} />
        {children}
      </main>
      {keysShown && (
        <Suspense fallback={null}>
          <KeysOverlay onClose={() => showKeys(false)} />
        </Suspense>
      )}
    </div>
  );
}
