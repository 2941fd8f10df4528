/** Who may log on at the broker to watch the agent or to ask something of it. */
import { z } from 'zod';
import { ROLES } from '../roles.js';
import { identifier } from '../scalars.js';

export const peopleSchema = z
  .record(identifier, z.enum(ROLES).describe('what this login may ask for; a viewer only reads'))
  .describe(
    'logins of people, dashboards and scripts at the broker, by name: viewer, operator, scientist or admin',
  );
