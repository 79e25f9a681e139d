import type { StorybookConfig } from '@storybook/react-vite';

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../client/**/*.stories.tsx'],
  addons: ['@storybook/addon-a11y'],
  staticDirs: ['../client/public'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // Stories have no service worker: it would keep yesterday's.
  viteFinal: (vite) => ({
    ...vite,
    root: 'client',
    build: { ...vite.build, manifest: false, chunkSizeWarningLimit: 3000 },
    plugins: (vite.plugins ?? []).flat(9).filter((plugin) => !nameOf(plugin).startsWith('vite-plugin-pwa')),
  }),
};

function nameOf(plugin: unknown): string {
  return typeof plugin === 'object' && plugin !== null && 'name' in plugin ? String(plugin.name) : '';
}

export default config;
