import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startLab } from '../../../agent/operations/lab-process.js';
import { SystemClock } from '../../../core/clock.js';

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('a lab that does not start', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'lab-'));
  });
  afterEach(() => {
    rmSync(data, { recursive: true });
  });

  function start(): Promise<unknown> {
    return startLab({ lab: '/nowhere.yaml', data }, new SystemClock());
  }

  it('is refused with its own last words', async () => {
    await expect(start()).rejects.toThrow(/^the simulated lab ended with code 1 while starting: ./);
  });

  onLinux('leaves no file open', async () => {
    const log = join(data, 'logs', 'lab.log');
    await expect(start()).rejects.toThrow();
    expect(openFiles().filter((path) => path === log)).toEqual([]);
  });
});

/** What this process has open. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      // The folder was open while it was read, and is not any more.
      return [];
    }
  });
}
