/** The app's own code for devices that run in Node: bundled once, as the browser's build does it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { ROOT } from '../../../scripts/ground.mjs';

/** @param entry the URL of a file that exports what is wanted. */
export async function loadApp(entry = new URL('appParts.ts', import.meta.url)) {
  // Inside the project, so that what is not bundled is found in node_modules.
  const outDir = mkdtempSync(join(ROOT, 'dist', 'chaos-device-'));
  const file = fileURLToPath(entry);
  try {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'error',
      build: { ssr: file, outDir, minify: false },
    });
    return await import(pathToFileURL(join(outDir, `${basename(file, '.ts')}.js`)).href);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}
