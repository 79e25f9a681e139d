/** The companies of the stand-in: fifty that the demo connects and one that waits. */
import { CLEAR } from './catalogue/clear.js';
import { CRITICAL } from './catalogue/critical.js';
import { STRONG, UNCONNECTED } from './catalogue/strong.js';
import { TIGHT } from './catalogue/tight.js';
import type { CompanySpec } from './companySpec.js';

export const CATALOGUE: readonly CompanySpec[] = [...CRITICAL, ...TIGHT, ...CLEAR, ...STRONG, UNCONNECTED];
