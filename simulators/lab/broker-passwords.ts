/** The passwords with which a simulated lab's members meet the broker. */
import { join } from 'node:path';
import {
  BROKER_LOGINS_FILE,
  keptPasswords,
  makePasswords,
  type Passwords,
} from '../../config/broker/passwords.js';
import { brokerRights } from '../../config/broker/rights.js';
import type { LabConfig } from '../../config/lab.js';

/**
 * Of the lab's own broker every login has one, made at its first start. At a broker of somebody else they are those
 * that were made for it, or the agent's alone.
 * @param password the agent's, unless the configuration names one
 */
export function brokerPasswords(config: LabConfig, data: string, password: string): Passwords {
  const { url, username, password: configured } = config.broker;
  const file = join(data, BROKER_LOGINS_FILE);
  const agent = { [username]: configured ?? password };
  if (url !== 'auto') return { ...agent, ...keptPasswords(file) };
  return makePasswords(file, Object.keys(brokerRights(config)), agent);
}
