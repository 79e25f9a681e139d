import { lazy, Suspense, useContext, useEffect, type ReactElement } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useAsk } from './apollo/AskContext.js';
import { NotSignedIn } from './apollo/ask.js';
import { ClientListPage } from './clients/ClientListPage.js';
import { deviceFetchers } from './deviceFetchers.js';
import { ChangesContext } from './live/ChangesContext.js';
import { startDevice } from './offline/index.js';
import { SessionQuestions } from './session/SessionQuestions.js';
import { useSession, useSessionState } from './session/SessionContext.js';
import { ViewerContext, type Viewer } from './viewer.js';
import { ErrorBoundary } from './shell/ErrorBoundary.js';
import { Shell } from './shell/Shell.js';
import { TrayPage } from './tray/TrayPage.js';
import { usePageTurn } from './shell/usePageTurn.js';

const NoPage = lazy(() => import('./shell/NoPage.js').then((module) => ({ default: module.NoPage })));

const SignInPage = lazy(() => import('./session/SignInPage.js').then((module) => ({ default: module.SignInPage })));

const ClientPage = lazy(() => import('./digest/ClientPage.js').then((module) => ({ default: module.ClientPage })));

const ConnectionsPage = lazy(() =>
  import('./connections/ConnectionsPage.js').then((module) => ({ default: module.ConnectionsPage })),
);

const HygieneSettingsPage = lazy(() =>
  import('./settings/HygieneSettingsPage.js').then((module) => ({ default: module.HygieneSettingsPage })),
);

const DevicePage = lazy(() => import('./takeAlong/DevicePage.js').then((module) => ({ default: module.DevicePage })));

/** The tabs of a client are one page: going from one to another turns no page. */
function pageOf(path: string): string {
  return /^\/clients\/[^/]+/.exec(path)?.[0] ?? path;
}

/** Sign-in, or the app of the person who is here. */
export function Routes(): ReactElement | null {
  const state = useSessionState();
  if (state.at === 'opening') return null;
  return (
    <>
      {state.at === 'signedOut' ? (
        <Suspense fallback={null}>
          <SignInPage why={state.why} keptFor={state.keptFor} />
        </Suspense>
      ) : (
        <SignedIn viewer={state.viewer} />
      )}
      <SessionQuestions />
    </>
  );
}

function SignedIn({ viewer }: { viewer: Viewer }): ReactElement {
  useDeviceOf(viewer);
  const [path] = useLocation();
  const page = pageOf(path);
  usePageTurn(page);
  return (
    <ViewerContext value={viewer}>
      <Shell>
        <ErrorBoundary key={page}>
          <Suspense fallback={null}>
            <Switch>
              <Route path="/">
                <Redirect to="/clients" replace />
              </Route>
              <Route path="/clients">
                <ClientListPage />
              </Route>
              <Route path="/clients/:id/:tab?">
                {({ id, tab }) =>
                  tab === undefined || tab === 'hygiene' || tab === 'console' ? (
                    <ClientPage id={id} tab={tab ?? 'digest'} />
                  ) : (
                    <NoPage address={path} />
                  )
                }
              </Route>
              <Route path="/tray">
                <TrayPage />
              </Route>
              <Route path="/device">
                <DevicePage />
              </Route>
              <Route path="/settings/hygiene">
                <HygieneSettingsPage />
              </Route>
              <Route path="/connections">
                <ConnectionsPage />
              </Route>
              <Route>
                <NoPage address={path} />
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </Shell>
    </ViewerContext>
  );
}

/** Opens this person's data on the device for as long as they are here. */
function useDeviceOf(viewer: Viewer): void {
  const ask = useAsk();
  const session = useSession();
  const watchChanges = useContext(ChangesContext);
  const { id } = viewer;
  const firmId = viewer.firm.id;
  useEffect(() => {
    // What comes later is said of a session before this one, which may be the same person's.
    let isOver = false;
    const watched: typeof ask = (document, variables) =>
      ask(document, variables, id).catch((error: unknown) => {
        if (error instanceof NotSignedIn && !isOver) session.expire(id);
        throw error;
      });
    const device = startDevice({
      viewerId: id,
      firmId,
      ...deviceFetchers(watched),
      ...(watchChanges ? { watchChanges } : {}),
      onWiped: () => session.endedElsewhere(),
    });
    return () => {
      isOver = true;
      device.stop();
    };
  }, [ask, session, watchChanges, id, firmId]);
}
