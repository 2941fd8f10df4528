/** How one gets to the broker of a lab. Apart from the drivers, so that asking a source loads no OPC UA stack. */
import { dirname } from 'node:path';
import { readPassword } from '../../config/password.js';
import type { LabSetting } from './lab-instruments.js';

export async function brokerAccess({
  config,
  configPath,
  descriptor,
}: LabSetting): Promise<{ url: string; username: string; password?: string }> {
  const { url, username } = config.broker;
  const password = (await readPassword(config.broker, dirname(configPath))) ?? descriptor?.password;
  return {
    url: url === 'auto' ? (descriptor?.endpoints.broker ?? '') : url,
    username,
    ...(password === undefined ? {} : { password }),
  };
}
