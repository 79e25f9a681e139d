import { describe, expect, it } from '@jest/globals';
import { idMaker, newId } from '../../../client/offline/newId.js';

describe('an id made on the device', () => {
  it('is a UUIDv7 that no other call makes', () => {
    const ids = Array.from({ length: 1_000 }, newId);
    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('rises with every call, within a millisecond and where the clock goes back', () => {
    let now = 1_800_000_000_000;
    let byte = 255;
    const make = idMaker(
      () => now,
      () => new Uint8Array(8).fill((byte = (byte * 7) & 0xff)),
    );
    const ids = Array.from({ length: 5_000 }, make);
    now -= 60_000;
    ids.push(make());
    now += 120_000;
    ids.push(make());
    expect([...ids].sort()).toEqual(ids);
  });
});
