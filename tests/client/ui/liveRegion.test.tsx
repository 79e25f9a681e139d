import { afterEach, describe, expect, it } from '@jest/globals';
import Drawer from '@mui/material/Drawer';
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { LiveRegion, useAnnounce } from '../../../client/ui/LiveRegion.js';

configure({ asyncUtilTimeout: 25_000 });
afterEach(cleanup);

function Speaker(): ReactElement {
  const announce = useAnnounce();
  return (
    <button type="button" onClick={() => announce('Undone: bill 7731.')}>
      Undo
    </button>
  );
}

const status = () => screen.findByRole('status');

describe('the live region', () => {
  it('is heard while a sheet lies over the page and hides it', async () => {
    const { container } = render(
      <LiveRegion>
        <Drawer open transitionDuration={0} slotProps={{ paper: { role: 'dialog', 'aria-modal': true } }}>
          <Speaker />
        </Drawer>
      </LiveRegion>,
    );
    await waitFor(() => expect(container.getAttribute('aria-hidden')).toBe('true'));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    const region = await status();
    expect(region.textContent).toBe('Undone: bill 7731.');
    expect(region.closest('[aria-hidden="true"]')).toBeNull();
    // Where all outside of a modal sheet counts as hidden, the region counts as a part of the sheet.
    expect(screen.getByRole('dialog').getAttribute('aria-owns')).toBe(region.id);
  });

  it('changes its text when the same is said twice, and goes with the page', async () => {
    const { unmount } = render(
      <LiveRegion>
        <Speaker />
      </LiveRegion>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    const first = (await status()).textContent;
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect((await status()).textContent).not.toBe(first);
    unmount();
    expect(document.body.querySelector('[role="status"]')).toBeNull();
  });
});
