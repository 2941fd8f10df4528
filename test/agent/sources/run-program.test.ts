import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runProgram } from '../../../agent/sources/run-program.js';
import { SystemClock } from '../../../core/clock.js';
import { folder } from './a-source.js';

const FOREVER = new AbortController().signal;

function run(script: string, timeoutMs = 20_000, signal = FOREVER): Promise<string> {
  const command = [process.execPath, '-e', script];
  return runProgram({ command, folder, input: '{"a":1}', timeoutMs }, new SystemClock(), signal);
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
    const pidFile = join(folder, 'child.pid');
    const child = `setInterval(() => {}, 1000)`;
    const script = `const c = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}]);
      require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(c.pid)); setInterval(() => {}, 1000)`;
    await expect(run(script, 3000)).rejects.toMatchObject({ fault: 'late' });
    expect(existsSync(pidFile)).toBe(true);
    expect(await isGone(Number(readFileSync(pidFile, 'utf8')))).toBe(true);
  });

  it('is killed when the agent is told to stop, which is no fault of it', async () => {
    const stop = new AbortController();
    const asked = run('setInterval(() => {}, 1000)', 20_000, stop.signal);
    stop.abort(new Error('stopped by ana'));
    await expect(asked).rejects.toThrow('stopped by ana');
  });
});

async function isGone(pid: number): Promise<boolean> {
  for (let look = 0; look < 100; look++) {
    try {
      process.kill(pid, 0);
      // One that was killed and not yet collected by its parent is gone as well.
      if (/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return true;
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}
