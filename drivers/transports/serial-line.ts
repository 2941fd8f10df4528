/** A line over a serial port. */
import { SerialPort } from 'serialport';
import { InstrumentError, type Fault } from '../instrument-error.js';
import type { LinePort, OpenPort, PortEvents } from './line-port.js';

export interface SerialSettings {
  /** Device path, e.g. `/dev/ttyUSB0` or a stable link under `/dev/serial/by-id`. */
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
}

/**
 * Every open makes a new SerialPort: one that was closed accepts an open again but its writes go nowhere.
 * `hupcl` is off because dropping DTR on close resets some instruments.
 */
export function serialLine(instrument: string, settings: SerialSettings): OpenPort {
  return async (events) => {
    const port = new SerialPort({ ...settings, stopBits: 1, hupcl: false, lock: true, autoOpen: false });
    try {
      await opened(port);
    } catch (cause) {
      throw notOpened(instrument, settings.path, cause);
    }
    return portOver(port, events);
  };
}

function opened(port: SerialPort): Promise<void> {
  return new Promise((resolve, reject) => {
    port.open((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** The data listener stays for as long as the port is open: without a reader an unplugged cable goes unnoticed. */
function portOver(port: SerialPort, events: PortEvents): LinePort {
  let gone = false;
  const lose = (cause?: Error | null): void => {
    if (gone) return;
    gone = true;
    events.closed(cause ?? undefined);
  };
  port.on('data', events.data);
  port.on('close', lose);
  port.on('error', lose);
  return {
    write: (text) => (gone ? Promise.reject(new Error('the port is closed')) : written(port, text)),
    close: () => closed(port),
  };
}

function written(port: SerialPort, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    port.write(text, 'latin1', (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

function closed(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (!port.isOpen) {
      resolve();
      return;
    }
    port.close(() => {
      resolve();
    });
  });
}

function notOpened(instrument: string, path: string, cause: unknown): InstrumentError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const [fault, advice] = diagnosis(path, reason);
  return new InstrumentError(instrument, fault, advice, { path }, { cause });
}

/** An instrument on a serial adapter of its own has no path while it is off. */
function diagnosis(path: string, reason: string): [Fault, string] {
  if (/cannot lock port|busy/i.test(reason))
    return [
      'set-up',
      `port in use: another program has ${path} open. Close it, or find it with "fuser ${path}"`,
    ];
  if (/no such file/i.test(reason))
    return [
      'absent',
      `no serial port at ${path}: check the cable, the power of the instrument, and the path ("ls /dev/serial/by-id")`,
    ];
  if (/permission denied|access denied/i.test(reason))
    return [
      'set-up',
      `no permission to open ${path}: add this user to the group that owns it (often "dialout")`,
    ];
  return ['set-up', `cannot open ${path} as a serial port: ${reason}`];
}
