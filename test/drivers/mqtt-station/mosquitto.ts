/** A mosquitto broker as a process of its own, where one is installed. */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { SystemClock } from '../../../core/clock.js';
import type { Broker, BrokerOptions } from '../../../simulators/broker/broker.js';

export const EXECUTABLE = '/usr/sbin/mosquitto';

export const hasMosquitto = existsSync(EXECUTABLE);

/** As `startBroker`; `rules` are lines of an access control file. `close` kills the process: nothing is persisted. */
export async function startMosquitto(
  options: Omit<BrokerOptions, 'host'>,
  rules?: string[],
): Promise<Broker> {
  const folder = await mkdtemp(join(tmpdir(), 'mosquitto-'));
  const port = options.port === 0 ? await freePort() : options.port;
  const passwords = join(folder, 'passwords');
  await writeFile(passwords, '');
  for (const [username, password] of Object.entries(options.credentials)) {
    await promisify(execFile)('mosquitto_passwd', ['-b', passwords, username, password]);
  }
  const settings = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous false',
    `password_file ${passwords}`,
    'set_tcp_nodelay true',
    ...(process.getuid?.() === 0 ? ['user root'] : []),
  ];
  if (rules) {
    await writeFile(join(folder, 'acl'), `${rules.join('\n')}\n`);
    settings.push(`acl_file ${join(folder, 'acl')}`);
  }
  await writeFile(join(folder, 'mosquitto.conf'), `${settings.join('\n')}\n`);
  const child = spawn(EXECUTABLE, ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' });
  const gone = once(child, 'exit');
  await accepts(port);
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
  return { url: `mqtt://127.0.0.1:${port}`, close };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const closed = once(server, 'close');
  server.close();
  await closed;
  return port;
}

export async function accepts(port: number): Promise<void> {
  const clock = new SystemClock();
  for (let attempt = 0; attempt < 200; attempt++) {
    const socket = connect(port, '127.0.0.1');
    const open = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (open) return;
    await clock.sleep(25);
  }
  throw new Error(`mosquitto does not listen on port ${port} after 5 s`);
}
