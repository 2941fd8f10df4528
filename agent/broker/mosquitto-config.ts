/** The configuration of a Mosquitto (2.0 or later) that lets every login of a lab do what it has to, and no more. */
import { join } from 'node:path';
import type { BrokerRights } from '../../config/broker/rights.js';

export interface Certificates {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface MosquittoOptions {
  /** Absolute path of the folder in which the files will lie. */
  readonly folder: string;
  /** Address that both listeners bind. */
  readonly host: string;
  readonly port: number;
  readonly websocketPort: number | undefined;
  /** Present: both listeners speak TLS only. */
  readonly tls: Certificates | undefined;
}

/** Bytes of the largest message: ten times the longest that instruments are known to send. */
const MAX_MESSAGE = 1_048_576;

/** `mosquitto.conf`. */
export function mosquittoConf(options: MosquittoOptions): string {
  const { folder, host, port, websocketPort } = options;
  return lines([
    '# Written by `interphase broker config`: write it anew rather than changing it.',
    'allow_anonymous false',
    `password_file ${join(folder, 'passwords')}`,
    `acl_file ${join(folder, 'acl')}`,
    'persistence true',
    `persistence_location ${join(folder, 'kept')}/`,
    'autosave_interval 60',
    'persistent_client_expiration 14d',
    'max_queued_messages 10000',
    `message_size_limit ${MAX_MESSAGE}`,
    'set_tcp_nodelay true',
    'log_dest stderr',
    '',
    ...listener(port, host, options.tls),
    ...(websocketPort === undefined
      ? []
      : ['', ...listener(websocketPort, host, options.tls), 'protocol websockets']),
  ]);
}

function listener(port: number, host: string, tls: Certificates | undefined): string[] {
  const secured = tls && [`certfile ${tls.certFile}`, `keyfile ${tls.keyFile}`, 'tls_version tlsv1.2'];
  return [`listener ${port} ${host}`, ...(secured ?? [])];
}

/** The access control file: what is not granted to a login is denied. */
export function mosquittoAcl(rights: Readonly<Record<string, BrokerRights>>): string {
  return lines(
    Object.entries(rights).flatMap(([login, { publish, read }]) => [
      `user ${login}`,
      ...publish.map((filter) => `topic write ${filter}`),
      ...read.map((filter) => `topic read ${filter}`),
      '',
    ]),
  );
}

function lines(all: readonly string[]): string {
  return `${all.join('\n').trimEnd()}\n`;
}
