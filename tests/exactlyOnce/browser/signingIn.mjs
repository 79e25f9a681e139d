import { DEMO_PASSWORD } from '../../../dist/server/seeds/people.js';

const FIELD_MS = 2_000;
const LONGEST_MS = 10_000;

/** Fills in the form that the page shows, and waits until it is gone. */
export async function signIn(page, email) {
  const password = page.locator('#sign-in-password');
  await page.getByLabel('E-mail').fill(email, { timeout: FIELD_MS });
  await password.fill(DEMO_PASSWORD, { timeout: FIELD_MS });
  await password.press('Enter', { timeout: FIELD_MS });
  await password.waitFor({ state: 'detached', timeout: LONGEST_MS });
}
