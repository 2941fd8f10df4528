/** Where a line goes, as one word of the configuration. */
import type { OpenPort } from '../transports/line-port.js';
import { serialLine } from '../transports/serial-line.js';
import { tcpLine } from '../transports/tcp-line.js';

const HOST_AND_PORT = /^(?<host>[^/\\:]+):(?<port>\d{1,5})$/;

/** `host:port` is TCP; anything else is the path of a serial port (115200 baud, 8N1). */
export function openLine(instrument: string, address: string): OpenPort {
  const { host, port } = HOST_AND_PORT.exec(address)?.groups ?? {};
  if (host !== undefined) return tcpLine(instrument, { host, port: Number(port) });
  return serialLine(instrument, { path: address, baudRate: 115200, dataBits: 8, parity: 'none' });
}
