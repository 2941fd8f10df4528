import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, lstatSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SystemClock } from '../../../core/clock.js';
import { seededRng } from '../../../core/rng.js';
import { startCycler, type CyclerOptions } from '../../../simulators/cycler/cycler.js';
import { openPtyPort } from '../../../simulators/cycler/pty-port.js';
import { CapacitorRun } from './capacitor-run.js';
import { roomWithCells, temporaryFolder } from './fixtures.js';

const clock = new SystemClock();
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

describe('a pseudo-terminal port', () => {
  it('carries a reply larger than its buffer to a host in another process, byte for byte', async () => {
    const path = join(temporaryFolder(), 'line.tty');
    const reply = Array.from({ length: 500_000 }, (_, i) => String.fromCharCode(33 + (i % 90))).join('');
    const port = await openPtyPort(path, clock, (write) => () => void write(reply));
    open.push(port);
    const host = spawn('sh', [
      '-c',
      `exec 3<>"$1"; printf '?\\n' >&3; head -c ${reply.length} <&3`,
      'sh',
      path,
    ]);
    open.push({ close: async () => host.kill('SIGKILL') });
    const chunks: Buffer[] = [];
    for await (const chunk of host.stdout) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString('latin1') === reply).toBe(true);
  });

  it('replaces a link that was left behind and removes its own', async () => {
    const path = join(temporaryFolder(), 'line.tty');
    symlinkSync('/dev/pts/nowhere', path);
    const port = await openPtyPort(path, clock, () => () => undefined);
    expect(existsSync(path)).toBe(true);
    await port.close();
    expect(lstatSync(path, { throwIfNoEntry: false })).toBeUndefined();
  });
});

describe('a simulated tester', () => {
  async function started(ttyPath: string | undefined): Promise<{ path: string; notices: string[] }> {
    const notices: string[] = [];
    const options: CyclerOptions = {
      room: roomWithCells(2),
      clock,
      link: clock,
      rng: seededRng('ports'),
      channels: 2,
      ...(ttyPath === undefined ? {} : { ttyPath }),
      tcpFallbackPort: 0,
      memoryFolder: temporaryFolder(),
      makeRun: (cell, protocol) => new CapacitorRun(cell, protocol),
      measure: () => (row) => row,
      channelFaultsPerYear: 0,
      onNotice: (text) => notices.push(text),
    };
    const port = await startCycler(options);
    open.push(port);
    return { path: port.path, notices };
  }

  it('falls back to TCP where it cannot have a pseudo-terminal, and says why', async () => {
    const taken = join(temporaryFolder(), 'tester.tty');
    writeFileSync(taken, 'not a link');
    const { path, notices } = await started(taken);
    expect(path).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('exists and is not a link');
  });

  it('says nothing when its line is as asked', async () => {
    const { path, notices } = await started(undefined);
    expect(path).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(notices).toEqual([]);
  });
});
