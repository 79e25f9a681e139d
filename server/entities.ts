import { Advisor } from './advisors/advisor.entity.js';
import { Session } from './advisors/session.entity.js';
import { ClientRow } from './clients/clientRow.entity.js';
import { Firm } from './firms/firm.entity.js';

/** Every entity class of the rooms; a room adds its own here. */
export const entities = [Advisor, ClientRow, Firm, Session];
