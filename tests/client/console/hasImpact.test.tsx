import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { featuresOf } from '../../../client/console/console.fixture.js';
import { hasImpact } from '../../../client/console/hasImpact.js';
import { bar, bills, open, row } from './showConsole.js';

describe('what decisions do to the forecast', () => {
  it('is there where the server names it and says that the tier has it', () => {
    expect(hasImpact({ features: featuresOf('SMART') })).toBe(true);
    expect(hasImpact({ features: featuresOf('BASIC_RITUAL_ONLY') })).toBe(false);
    expect(hasImpact({ features: featuresOf('SMART', ['DECISION_IMPACT']) })).toBe(false);
    expect(hasImpact({ features: featuresOf('SMART', ['FORECAST']) })).toBe(true);
    expect(hasImpact({ features: [] })).toBe(false);
  });

  it('is drawn nowhere in a console whose tier has the forecast without it; cash after is', async () => {
    await open({}, { features: featuresOf('SMART', ['DECISION_IMPACT']) });
    await bills();
    await userEvent.keyboard('jjx');
    expect(row('Bill:311').getAttribute('aria-selected')).toBe('true');
    expect(bar().textContent).toContain('First week below zeroNot in this tier');
    expect(bar().textContent).toContain('Low pointNot in this tier');
    expect(bar().textContent).toMatch(/Cash after\d/);
    expect(row('Bill:311').querySelector('.o-last')?.textContent).toBe('');
    expect(screen.queryByRole('columnheader', { name: /Low point/ })).toBeNull();
    expect((await within(bar()).findByText(/^1 decision selected\./)).textContent).not.toContain('low point');
  });
});
