import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Ask } from '../../../client/apollo/ask.js';
import { AskContext } from '../../../client/apollo/AskContext.js';
import { ConnectButton } from '../../../client/shell/ConnectButton.js';

jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 25_000 });
afterEach(cleanup);

/** The button over a server that answers when it is told to. */
function show() {
  let answer: (given: object) => void = () => undefined;
  let fail = (): void => undefined;
  const asked = jest.fn(
    () =>
      new Promise((resolve, reject) => {
        answer = resolve;
        fail = () => reject(new TypeError('Failed to fetch'));
      }),
  );
  render(
    <AskContext value={asked as unknown as Ask}>
      <ConnectButton />
    </AskContext>,
  );
  const button = screen.getByRole<HTMLButtonElement>('button', { name: /^Connect/ });
  return { asked, button, answer: (refusal: object) => answer(refusal), fail: () => fail() };
}

const refused = { beginConnection: { consentUrl: null, refusal: { message: 'QuickBooks is not set up.' } } };

describe('the button that connects a company', () => {
  it('keeps the focus while it waits, and asks once however often it is pressed', async () => {
    const { asked, button, answer } = show();
    await userEvent.click(button);
    expect(button.disabled).toBe(false);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(button);
    await userEvent.click(button);
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    answer(refused);
    await screen.findByText('QuickBooks is not set up.');
    expect(asked).toHaveBeenCalledTimes(1);
    expect(button.getAttribute('aria-disabled')).toBeNull();
  });

  it('says that the server is out of reach', async () => {
    const { asked, button, fail } = show();
    await userEvent.click(button);
    await waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    fail();
    await screen.findByText('The server is out of reach. A company can be connected when online.');
  });
});
