/** Deletes the stand-in's data, so that the next start founds the companies anew: `reset [data directory]`. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sandboxDataDir } from './dataDir.js';

/** Deletes what the stand-in keeps in `dataDir`, and nothing else that may lie there. Returns the names deleted. */
export function resetSandbox(dataDir: string): string[] {
  const deleted: string[] = [];
  for (const name of ['companies', 'sandbox.json', 'oauth.json']) {
    const path = join(dataDir, name);
    if (!existsSync(path)) continue;
    rmSync(path, { recursive: true });
    deleted.push(name);
  }
  return deleted;
}

if (import.meta.filename === process.argv[1]) {
  const dataDir = process.argv[2] ?? sandboxDataDir(process.env);
  const deleted = resetSandbox(dataDir);
  process.stdout.write(
    deleted.length > 0 ? `Deleted from ${dataDir}: ${deleted.join(', ')}\n` : `Nothing to delete in ${dataDir}\n`,
  );
}
