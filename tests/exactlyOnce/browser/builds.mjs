/**
 * Builds of the app for the browser lane, made once a set from copies of its sources: the next version, whose store is two
 * steps ahead, and builds with one deliberate bug. Servers serve whichever `serve` names last.
 */
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productNode, ROOT, run, step } from '../../../scripts/ground.mjs';

const SOURCES = ['client', 'domain', 'schema', 'vite.config.ts', 'tsconfig.json', 'package.json'];
const ENTRY = /<script type="module"[^>]* src="([^"]+)"/;

/** Schema versions of the device's store, and shapes of its queue, that the next version is ahead. */
export const STEPS_AHEAD = 2;

/** `{ file, from, to }`: one change of a source; that it is not found any more is told. */
const NEXT_VERSION = [
  {
    file: 'client/offline/queuedShapes.ts',
    from: 'export const CONVERSIONS: readonly Conversion[] = [];',
    to: 'export const CONVERSIONS: readonly Conversion[] = [(value) => ({ next: value }), (value) => (value as { next: unknown }).next];',
  },
  {
    file: 'client/offline/deviceStore.ts',
    from: "    db.createObjectStore('decisions', { keyPath: 'id' });\n  },\n];",
    to: "    db.createObjectStore('decisions', { keyPath: 'id' });\n  },\n  (db) => void db.createObjectStore('oneAhead' as never),\n  (db) => void db.createObjectStore('twoAhead' as never),\n];",
  },
];

const REFUSES = "    return { type: 'failed', kind: failureKindOf(error), ...at(parts) };";
const SUBMITS = '    return decided(await send.submitDecisions(drafts), new Map(drafts.map(({ id }) => [id, id])));';

/** Deliberate bugs of the device, by name. */
const DEVICE_BUGS = {
  /** What was asked for and not answered counts as done. */
  'drop-unanswered': [
    {
      file: 'client/offline/outboxRequest.ts',
      from: REFUSES,
      to: `    if (failureKindOf(error) !== 'NOT_SIGNED_IN') {
      await rows.remove(ids);
      return { type: 'answered', done: ids, refused: [] };
    }
${REFUSES}`,
    },
  ],
  /** What is sent once more goes under another id. */
  'new-id-again': [
    {
      file: 'client/offline/outboxSend.ts',
      from: SUBMITS,
      to: `    const asked = ((globalThis as any).asked ??= new Set<string>());
    const other = (id: string) => id.slice(0, -12) + crypto.randomUUID().slice(-12);
    const again = drafts.map((draft) => (asked.has(draft.id) ? { ...draft, id: other(draft.id) } : draft));
    for (const { id } of drafts) asked.add(id);
    return decided(await send.submitDecisions(again), new Map(drafts.map(({ id }, at) => [again[at]!.id, id])));`,
    },
  ],
};

export class Builds {
  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), 'runway-chaos-builds-'));
    /** What servers serve: a link to one of the builds. */
    this.served = join(this.directory, 'served');
    process.once('exit', () => rmSync(this.directory, { recursive: true, force: true }));
  }

  /** @param bug put into both where it is one of DEVICE_BUGS. */
  static async make(bug) {
    const builds = new Builds();
    const changes = DEVICE_BUGS[bug] ?? [];
    builds.now = changes.length === 0 ? join(ROOT, 'dist', 'client') : await builds.#build('now', changes);
    builds.next = await builds.#build('next', [...changes, ...NEXT_VERSION]);
    builds.serve(builds.now);
    return builds;
  }

  serve(build) {
    const link = `${this.served}-${Date.now()}`;
    symlinkSync(build, link);
    renameSync(link, this.served);
  }

  /** The script that a page of this build begins with. */
  entryOf(build) {
    return ENTRY.exec(readFileSync(join(build, 'index.html'), 'utf8'))[1];
  }

  async #build(name, changes) {
    const sources = join(this.directory, name);
    for (const path of SOURCES) cpSync(join(ROOT, path), join(sources, path), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(sources, 'node_modules'));
    for (const { file, from, to } of changes) {
      const text = readFileSync(join(sources, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} reads otherwise now: ${from} is not found`);
      writeFileSync(
        join(sources, file),
        text.replace(from, () => to),
      );
    }
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
    await step(`Building the app as ${name}`, () => run(productNode(), [vite, 'build'], { cwd: sources }));
    return join(sources, 'dist', 'client');
  }
}
