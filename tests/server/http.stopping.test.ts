import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { startTestApp } from '../harness/app.js';

/** More than a connection holds on its way: it is not all sent before it is read. */
const LENGTH = 32 * 1024 * 1024;

it('ends when what was being answered has been read, whole, and waits for no connection that would be kept', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'runway-stopping-'));
  try {
    mkdirSync(join(directory, 'assets'));
    writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Runway</title>');
    writeFileSync(join(directory, 'assets', 'long-abc123.bin'), Buffer.alloc(LENGTH, 'x'));
    const server = await startTestApp({ staticDir: directory });
    const reader = connect(Number(new URL(server.url).port), '127.0.0.1');
    const ended = once(reader, 'close');
    const read: Buffer[] = [];
    reader.on('data', (bytes: Buffer) => read.push(bytes));
    reader.write('GET /assets/long-abc123.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(reader, 'data');
    reader.pause();
    const closed = server.close();
    reader.resume();
    await Promise.all([closed, ended]);
    const answer = Buffer.concat(read);
    expect(answer.length - answer.indexOf('\r\n\r\n') - 4).toBe(LENGTH);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
