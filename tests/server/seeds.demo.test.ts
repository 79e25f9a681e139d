import { describe, expect, it } from '@jest/globals';
import { faultOf } from '../../server/seeds/demo.js';

const synced = Array.from({ length: 50 }, (_, place) => ({
  name: `Client ${place}`,
  sync: { state: 'SYNCED', lastError: null },
}));

describe('the demo’s end', () => {
  it('is good with fifty clients that synced', () => {
    expect(faultOf(synced)).toBeNull();
  });

  it('names the clients that did not sync, with the reason', () => {
    const failing = [
      { name: 'Larkspur', sync: { state: 'FAILING', lastError: 'QuickBooks cannot be reached right now.' } },
      { name: 'Quiet Corner', sync: { state: 'NEEDS_RECONNECTING', lastError: null } },
    ];
    expect(faultOf([...synced.slice(2), ...failing])).toBe(
      'not synced: Larkspur (QuickBooks cannot be reached right now.); Quiet Corner (NEEDS_RECONNECTING)',
    );
  });

  it('is good when a person has disconnected a company', () => {
    const disconnected = { name: 'Larkspur', sync: { state: 'NOT_CONNECTED', lastError: null } };
    expect(faultOf([...synced.slice(1), disconnected])).toBeNull();
  });

  it('says when companies are missing', () => {
    expect(faultOf(synced.slice(1))).toBe('only 49 of 50 companies are connected');
  });
});
