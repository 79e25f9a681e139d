import './theme/tokens.css';
import './theme/fonts.css';
import './theme/base.css';
import './ui/ui.css';
import './shell/shell.css';
import './session/session.css';
import './clients/clients.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { makeServices } from './services.js';

const services = makeServices();
void services.session.open();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root.');
createRoot(root).render(
  <StrictMode>
    <App services={services} />
  </StrictMode>,
);
