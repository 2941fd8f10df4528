/** A line that fails where the wire says so. */
import type { Wire } from '../faults/wire.js';
import type { Serve } from './port.js';

export function wired(serve: Serve, wire: Wire): Serve {
  return (write) => {
    const receive = serve((text) =>
      wire.send(Buffer.from(text, 'latin1'), (bytes) => write(bytes.toString('latin1'))),
    );
    return (chunk) => {
      wire.receive(chunk, receive);
    };
  };
}
