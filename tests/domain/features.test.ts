import { describe, expect, it } from '@jest/globals';
import { allows, featureRefusal, FEATURES, TIERS } from '../../domain/features.js';

describe('tiers', () => {
  it.each(FEATURES)('%s is in Smart and not in the basic ritual', (feature) => {
    expect(TIERS.map((tier) => [tier, allows(tier, feature)])).toEqual([
      ['BASIC_RITUAL_ONLY', false],
      ['SMART', true],
    ]);
    expect(featureRefusal('SMART', feature)).toBeNull();
    expect(featureRefusal('BASIC_RITUAL_ONLY', feature, 'clientId')).toMatchObject({
      code: 'FEATURE_OFF',
      field: 'clientId',
      message: expect.stringMatching(/ not in this client’s tier\.$/) as unknown as string,
    });
  });
});
