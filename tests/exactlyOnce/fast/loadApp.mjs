/** The app's own code for devices that run in Node: bundled once, as the browser's build does it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { ROOT } from '../../../scripts/ground.mjs';

export async function loadApp() {
  // Inside the project, so that what is not bundled is found in node_modules.
  const outDir = mkdtempSync(join(ROOT, 'dist', 'chaos-device-'));
  try {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'error',
      build: { ssr: fileURLToPath(new URL('appParts.ts', import.meta.url)), outDir, minify: false },
    });
    return await import(pathToFileURL(join(outDir, 'appParts.js')).href);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
