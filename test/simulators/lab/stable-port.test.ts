import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { stablePort } from '../../../simulators/lab/stable-port.js';

const HOST = '127.0.0.1';

describe('a port for a lab to keep', () => {
  it('is one that no outgoing connection is given, and free', async () => {
    const port = await stablePort(HOST);
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(32_768);
    const server = createServer().listen(port, HOST);
    await once(server, 'listening');
    server.close();
  });

  it('says so when there is none, as on a host that is not this one', async () => {
    await expect(stablePort('192.0.2.1')).rejects.toThrow('no free port on 192.0.2.1');
  });
});
