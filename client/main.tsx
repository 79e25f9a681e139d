import './styles.js';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { makeServices } from './services.js';
import { updates } from './shell/updates.js';
import { installing } from './takeAlong/installing.js';

installing.watch();
const services = makeServices();
void services.session.open();
// The development server has no service worker: it would serve yesterday's files.
if (import.meta.env.PROD && 'serviceWorker' in navigator) updates.watch();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root.');
createRoot(root).render(
  <StrictMode>
    <App services={services} />
  </StrictMode>,
);
