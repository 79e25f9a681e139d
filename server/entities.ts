import { AuditEvent } from './audit/auditEvent.entity.js';

/** Every entity class of the rooms; a room adds its own here. */
export const entities = [AuditEvent];
