/** `interphase broker config`: everything that a Mosquitto needs to serve a lab. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { BROKER_LOGINS_FILE } from '../../config/broker/passwords.js';
import { loadLab } from '../../config/load.js';
import { readPassword } from '../../config/password.js';
import type { Certificates } from '../broker/mosquitto-config.js';
import { writeMosquitto } from '../broker/write-mosquitto.js';
import { tcpPort } from './arguments.js';
import { DEFAULT_DATA, DEFAULT_LAB } from './defaults.js';

interface Options {
  readonly lab: string;
  readonly data: string;
  readonly out: string;
  readonly host: string;
  readonly port?: number;
  readonly websocketPort?: number;
  readonly cert?: string;
  readonly key?: string;
}

export function brokerCommand(): Command {
  const config = new Command('config')
    .description(
      'write the configuration of a Mosquitto broker for a lab: listeners, passwords, access rules',
    )
    .option('--lab <file>', 'the lab', DEFAULT_LAB)
    .option(
      '--data <folder>',
      'where the passwords are kept in clear, for whoever has to log on',
      DEFAULT_DATA,
    )
    .requiredOption('--out <folder>', 'where the files go')
    .option(
      '--host <address>',
      'address to listen on; 127.0.0.1 is reached from this computer only',
      '127.0.0.1',
    )
    .option('--port <n>', 'TCP port (1883, with certificates 8883)', tcpPort)
    .option('--websocket-port <n>', 'also listen for MQTT over WebSockets', tcpPort)
    .option('--cert <file>', 'certificate chain, PEM: speak TLS only')
    .option('--key <file>', 'private key of the certificate, PEM')
    .action(writeConfig);
  return new Command('broker').description('work with the MQTT broker').addCommand(config);
}

async function writeConfig(options: Options): Promise<void> {
  const lab = await loadLab(options.lab);
  const tls = certificatesOf(options);
  if (tls) warnOfMissing(tls);
  const folder = resolve(options.out);
  const passwordsPath = join(options.data, BROKER_LOGINS_FILE);
  mkdirSync(options.data, { recursive: true });
  const passwords = writeMosquitto(lab, {
    ...{ folder, passwordsPath, tls },
    host: options.host,
    port: options.port ?? (tls ? 8883 : 1883),
    websocketPort: options.websocketPort,
    agentPassword: await readPassword(lab.broker, dirname(options.lab)),
  });
  process.stdout.write(`start it   mosquitto -c ${join(folder, 'mosquitto.conf')}\n`);
  process.stdout.write(`logins     ${Object.keys(passwords).join(', ')}: passwords in ${passwordsPath}\n`);
}

/** @throws {InvalidArgumentError} only one of the two is given */
function certificatesOf({ cert, key }: Options): Certificates | undefined {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined)
    throw new InvalidArgumentError('--cert and --key belong together: give both, or neither.');
  return { certFile: resolve(cert), keyFile: resolve(key) };
}

/** The files may be for another computer, or come later. */
function warnOfMissing({ certFile, keyFile }: Certificates): void {
  for (const file of [certFile, keyFile].filter((path) => !existsSync(path)))
    process.stderr.write(`warning: ${file} is not there: Mosquitto does not start without it\n`);
}
