/** How one gets to the broker of a lab. Apart from the drivers, so that asking a source loads no OPC UA stack. */
import { dirname, join } from 'node:path';
import { BROKER_LOGINS_FILE, keptPasswords } from '../../config/broker/passwords.js';
import { readPassword } from '../../config/password.js';
import type { LabSetting } from './lab-instruments.js';

export async function brokerAccess({
  config,
  configPath,
  data,
  descriptor,
}: LabSetting): Promise<{ url: string; username: string; password?: string }> {
  const { url, username } = config.broker;
  const configured = await readPassword(config.broker, dirname(configPath));
  const password =
    configured ?? keptPasswords(join(data, BROKER_LOGINS_FILE))[username] ?? descriptor?.password;
  return {
    url: url === 'auto' ? (descriptor?.endpoints.broker ?? '') : url,
    username,
    ...(password === undefined ? {} : { password }),
  };
}
