/// <reference lib="webworker" />
/**
 * Keeps the app itself (HTML, scripts, styles, fonts) on the device, so that it opens without a connection. It answers
 * nothing but GETs of the app's own files: requests to the server, /graphql first of all, pass by untouched, and figures
 * live in IndexedDB alone, encrypted. Where the browser wakes it for that (Background Sync), it sends what a closed tab left
 * in the queue, as the page would.
 */
import { plainAsk, renewingAsk } from './apollo/ask.js';
import { makeConnection } from './apollo/connection.js';
import { drainInBackground } from './offline/background.js';
import { outboxSender } from './outboxSender.js';
import { makeRenewal } from './session/renewal.js';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

/** Addresses the server answers itself, also when a person opens them in a tab. */
const SERVER_PATHS = [/^\/graphql/, /^\/health/, /^\/ready/, /^\/connect/, /^\/oauth/, /^\/quickbooks/];

cleanupOutdatedCaches();
precacheAndRoute([...self.__WB_MANIFEST]);
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: SERVER_PATHS }));

// A new version waits until the person reloads: by itself it would change the app under their hands.
self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'SKIP_WAITING') {
    event.waitUntil(self.skipWaiting());
  }
});

// The first version serves the page that installed it too, so that the app opens offline after one visit.
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

const OUTBOX_TAG = 'runway-outbox';

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

// Not in every browser; without it the next page sends what waits.
self.addEventListener('sync' as never, (event: SyncEvent) => {
  if (event.tag !== OUTBOX_TAG) return;
  const plain = plainAsk(makeConnection());
  const ask = renewingAsk(plain, makeRenewal(plain));
  event.waitUntil(
    drainInBackground((viewerId) => outboxSender((document, variables) => ask(document, variables, viewerId))),
  );
});
