import { describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { FAKE_VIEWER } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { addDays, dateInZone } from '../../../domain/calendar.js';
import { bills, open } from './showConsole.js';

/** Its day is never the day of the other, whatever the hour: there are 25 hours between the two. */
const AHEAD = 'Pacific/Kiritimati';
const BEHIND = 'Pacific/Pago_Pago';

describe('the days that can be planned', () => {
  it('begin after the client’s own day, as the server has it, and not after the day where the advisor is', async () => {
    const view = fakeConsole({ asOf: '2020-01-01' });
    const clients = FAKE_CLIENTS.map((client) => ({ ...client, timeZone: AHEAD }));
    const viewer = { ...FAKE_VIEWER, id: 'daniel-abroad', timeZone: BEHIND };
    await open({ clients, viewer }, { console: view });
    await bills();
    await userEvent.keyboard('jd');
    const day = await screen.findByLabelText<HTMLInputElement>('For');
    await waitFor(() => expect(day.min).toBe(addDays(dateInZone(Date.now(), AHEAD), 1)));
  });
});
