import { on, once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { runProgram } from '../../../agent/sources/run-program.js';
import { ManualClock, SystemClock, type Clock } from '../../../core/clock.js';
import { folder } from './a-source.js';

const FOREVER = new AbortController().signal;

interface Circumstances {
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
}

function run(
  script: string,
  { timeoutMs = 20_000, clock = new SystemClock(), signal = FOREVER }: Circumstances = {},
): Promise<string> {
  const command = [process.execPath, '-e', script];
  return runProgram({ command, folder, input: '{"a":1}', timeoutMs }, clock, signal);
}

/** Resolves to `count` processes that have connected; an end of the line closes when its process is gone. */
async function callers(calls: Server, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  for await (const [socket] of on(calls, 'connection') as AsyncIterable<[Socket]>) {
    sockets.push(socket.on('error', () => undefined));
    if (sockets.length === count) break;
  }
  return sockets;
}

describe('a program', () => {
  it('reads its input and writes its output', async () => {
    expect(await run('process.stdin.pipe(process.stdout)')).toBe('{"a":1}');
  });

  it('that does not read its input is judged by its output', async () => {
    expect(await run('process.stdin.destroy(); console.log(7)')).toBe('7\n');
  });

  it.each([
    ['failed', 'console.error("no licence"); process.exit(3)', /ended with 3: no licence/],
    ['failed', 'process.kill(process.pid, "SIGTERM")', /ended with SIGTERM: it wrote nothing to stderr/],
    ['too-much', 'process.stdout.write("x".repeat(2e6))', /more than 1000000 bytes/],
  ])('is told as %s: %s', async (fault, script, message) => {
    await expect(run(script)).rejects.toMatchObject({ fault, message: expect.stringMatching(message) });
  });

  it('that is not there is told as such', async () => {
    const command = ['no-such-program'];
    const asked = runProgram({ command, folder, input: '', timeoutMs: 1000 }, new SystemClock(), FOREVER);
    await expect(asked).rejects.toMatchObject({ fault: 'not-started' });
  });

  it('does not hear of the secrets in the environment of the agent', async () => {
    process.env['SMTP_PASSWORD'] = 'secret';
    const said = await run('console.log(process.env.SMTP_PASSWORD, typeof process.env.PATH)');
    delete process.env['SMTP_PASSWORD'];
    expect(said).toBe('undefined string\n');
  });

  it('that takes too long is killed with all that it started', async () => {
    const calls = createServer().listen(0, '127.0.0.1');
    await once(calls, 'listening');
    const { port } = calls.address() as AddressInfo;
    const call = `require('net').connect(${port}, '127.0.0.1')`;
    const script = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(call)}]); ${call}`;
    const clock = new ManualClock();
    const asked = run(script, { timeoutMs: 3000, clock }).catch((error: unknown) => error);
    const ended = (await callers(calls, 2)).map((socket) => once(socket.resume(), 'close'));
    await clock.advance(3000);
    expect(await asked).toMatchObject({ fault: 'late' });
    await Promise.all(ended);
    calls.close();
  });

  it('is killed when the agent is told to stop, which is no fault of it', async () => {
    const stop = new AbortController();
    const asked = run("require('net').createServer().listen(0, '127.0.0.1')", { signal: stop.signal });
    stop.abort(new Error('stopped by ana'));
    await expect(asked).rejects.toThrow('stopped by ana');
  });
});
