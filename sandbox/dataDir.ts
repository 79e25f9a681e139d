import { join } from 'node:path';

/** Where the stand-in keeps its data: `RUNWAY_SANDBOX_DATA_DIR`, else `.runway/sandbox` below the working directory. */
export function sandboxDataDir(env: Readonly<Record<string, string | undefined>>): string {
  return env['RUNWAY_SANDBOX_DATA_DIR'] || join('.runway', 'sandbox');
}
