/** Who may log on at the broker to watch the agent or to ask something of it. */
import { z } from 'zod';
import { identifier } from '../scalars.js';

/** From least to most: each may do what those before it may. A viewer only reads. */
export const ROLES = ['viewer', 'operator', 'scientist', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const peopleSchema = z
  .record(identifier, z.enum(ROLES).describe('what this login may ask for; a viewer only reads'))
  .describe(
    'logins of people, dashboards and scripts at the broker, by name: viewer, operator, scientist or admin',
  );
