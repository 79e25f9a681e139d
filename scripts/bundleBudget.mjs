// Fails when what a first visit downloads of JavaScript is over the budget: every script index.html names (its modules,
// what they import at once, and what it preloads), compressed as the server compresses. Fails as well when a part of the
// app, however late it is loaded, is not among what the service worker keeps: it would be missing without a network.
// `npm run build` comes first.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET = 200 * 1000;
const dist = process.argv[2] ?? join(import.meta.dirname, '..', 'dist', 'client');

/** @returns {string[]} the addresses of the scripts a first visit loads */
function firstLoad() {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="(\/[^"]+\.js)"/g)].map((match) => match[1]);
  const chunks = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
  const byFile = new Map(Object.values(chunks).map((chunk) => [`/${chunk.file}`, chunk]));
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    for (const key of byFile.get(file)?.imports ?? []) visit(`/${chunks[key].file}`);
  };
  named.forEach(visit);
  return [...found];
}

/** @returns {string[]} scripts and styles of the build that the service worker does not keep */
function notKept() {
  const chunks = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
  const parts = new Set(Object.values(chunks).flatMap(({ file, css = [] }) => [file, ...css]));
  const kept = readFileSync(join(dist, 'serviceWorker.js'), 'utf8');
  const code = [...parts].filter((file) => /\.(?:js|css)$/.test(file));
  if (code.length < 2) throw new Error(`No parts in ${dist}/.vite/manifest.json.`);
  process.stdout.write(`${String(code.length).padStart(8)}  scripts and styles are to be kept by the service worker\n`);
  return [...code, 'index.html'].filter((file) => !kept.includes(`"${file}"`));
}

const files = firstLoad();
if (files.length === 0) throw new Error(`No scripts in ${dist}/index.html.`);
let total = 0;
for (const file of files) {
  const path = join(dist, file);
  const size = gzipSync(readFileSync(path), { level: 9 }).length;
  total += size;
  process.stdout.write(`${String(size).padStart(8)}  ${file}  (${statSync(path).size} unpacked)\n`);
}
process.stdout.write(`${String(total).padStart(8)}  first load, gzip; the budget is ${BUDGET}\n`);
if (total > BUDGET) {
  process.stderr.write(`Over the budget by ${total - BUDGET} bytes.\n`);
  process.exitCode = 1;
}
const missing = notKept();
if (missing.length > 0) {
  process.stderr.write(`Not kept by the service worker: ${missing.join(', ')}\n`);
  process.exitCode = 1;
}
