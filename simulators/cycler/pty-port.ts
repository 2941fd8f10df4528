/**
 * The tester's line as a serial port that any program can open: a pseudo-terminal, reached by a stable link.
 * It must live in another process than the host's driver: both ends in one process can block each other.
 */
import { execFile } from 'node:child_process';
import { close, write } from 'node:fs';
import { createRequire } from 'node:module';
import { ReadStream } from 'node:tty';
import { promisify } from 'node:util';
import type { Clock } from '../../core/clock.js';
import type { Port, Serve } from './port.js';
import { placeLink, removeLink } from './tty-link.js';

/** File descriptors of both ends, and the device path of the slave. */
interface Pty {
  readonly master: number;
  readonly slave: number;
  readonly pty: string;
}

/** The high-level `open` of the package keeps a reader on the slave, which steals the host's bytes. */
type NativePty = { open(columns: number, rows: number): Pty };

const FULL_WAIT_MS = 2;

/** @throws when this platform has no pseudo-terminals or the link cannot be made */
export async function openPtyPort(linkPath: string, clock: Clock, serve: Serve): Promise<Port> {
  const { master, slave, pty } = openRaw();
  const reader = new ReadStream(master);
  try {
    await makeRaw(pty);
    placeLink(pty, linkPath);
  } catch (error) {
    reader.destroy();
    await promisify(close)(slave);
    throw error;
  }
  reader.on(
    'data',
    serve((text) => writeAll(master, Buffer.from(text, 'latin1'), clock)),
  );
  return {
    path: linkPath,
    close: async () => {
      removeLink(linkPath);
      reader.destroy();
      await promisify(close)(slave);
    },
  };
}

/** The slave's descriptor is kept: without it the master fails whenever no host has the port open. */
function openRaw(): Pty {
  const load = createRequire(import.meta.url);
  const { requireBinary } = load('@lydell/node-pty/requireBinary.js') as {
    requireBinary: (file: string) => NativePty;
  };
  return requireBinary('pty.node').open(80, 24);
}

/** Without this the terminal would echo the host's lines back and translate line ends. */
async function makeRaw(path: string): Promise<void> {
  const file = process.platform === 'darwin' ? '-f' : '-F';
  await promisify(execFile)('stty', [file, path, 'raw', '-echo']);
}

/** The master never blocks; when its buffer is full (EAGAIN) the host has to read first. */
async function writeAll(fd: number, bytes: Buffer, clock: Clock): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    try {
      done += (await promisify(write)(fd, bytes, done)).bytesWritten;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      await clock.sleep(FULL_WAIT_MS);
    }
  }
}
