import { FEATURES, TIERS, type Feature, type Tier } from '../../domain/features.js';
import { enumOf } from '../contract/enums.js';

export const TierEnum = enumOf<Tier>('Tier', TIERS);
export const FeatureEnum = enumOf<Feature>('Feature', FEATURES);
