import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, renderHook } from '@testing-library/react';
import { usePageTurn } from '../../../client/shell/usePageTurn.js';

const top = (): number => document.documentElement.scrollTop;

beforeEach(() => {
  document.body.innerHTML = '<main id="main" tabindex="-1"></main>';
  document.documentElement.scrollTop = 700;
});
afterEach(cleanup);

describe('turning to another page', () => {
  it('begins at its top with the focus in it; the list and the first page are left as they are', () => {
    const { rerender } = renderHook(({ path }) => usePageTurn(path), { initialProps: { path: '/clients' } });
    expect(top()).toBe(700);
    rerender({ path: '/clients/a' });
    expect(top()).toBe(0);
    expect(document.activeElement?.id).toBe('main');
    document.documentElement.scrollTop = 300;
    rerender({ path: '/clients' });
    expect(top()).toBe(300);
  });
});
