import react from '@vitejs/plugin-react';
import { existsSync } from 'node:fs';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const manifest = {
  id: '/',
  name: 'Runway',
  short_name: 'Runway',
  description: 'Weeks of cash left, for every client.',
  start_url: '/clients',
  scope: '/',
  display: 'standalone' as const,
  background_color: '#F6F6F4',
  theme_color: '#F6F6F4',
  icons: [
    { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
};

const serviceWorker = VitePWA({
  strategies: 'injectManifest',
  srcDir: '.',
  filename: 'serviceWorker.ts',
  // Registered by the app itself (shell/updates.ts), which asks before it loads a new version.
  injectRegister: false,
  manifest,
  injectManifest: {
    globPatterns: ['**/*.{js,css,html,svg,png,woff2,webmanifest}'],
    // The extended latin alphabet is fetched when a name needs it.
    globIgnores: ['**/*latin-ext*'],
    rollupFormat: 'iife',
  },
});

/** The browser's half: `client/` to `dist/client/`, which the server serves. In development `/graphql` goes to the server. */
export default defineConfig({
  root: 'client',
  build: { outDir: '../dist/client', emptyOutDir: true, manifest: true, target: 'es2023' },
  plugins: [react(), existsSync('client/serviceWorker.ts') && serviceWorker],
  server: { proxy: { '/graphql': 'http://127.0.0.1:4000', '/quickbooks': 'http://127.0.0.1:4000' } },
});
