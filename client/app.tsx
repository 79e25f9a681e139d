import { ThemeProvider } from '@mui/material/styles';
import { type ReactElement } from 'react';
import { theme } from './theme/theme.js';
import { LiveRegion } from './ui/LiveRegion.js';
import { ErrorBoundary } from './shell/ErrorBoundary.js';
import { Routes } from './routes.js';
import { SessionContext } from './session/SessionContext.js';
import { ChangesContext } from './live/ChangesContext.js';
import { AskContext } from './apollo/AskContext.js';
import type { Services } from './services.js';

/** The whole app over the services it is given: the server's in the browser, fakes in stories and tests. */
export function App({ services }: { services: Services }): ReactElement {
  return (
    <ThemeProvider theme={theme}>
      <ErrorBoundary>
        <AskContext value={services.ask}>
          <SessionContext value={services.session}>
            <ChangesContext value={services.watchChanges}>
              <LiveRegion>
                <Routes />
              </LiveRegion>
            </ChangesContext>
          </SessionContext>
        </AskContext>
      </ErrorBoundary>
    </ThemeProvider>
  );
}
