import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../../core/clock.js';
import { takeLock } from '../../../agent/record/lock.js';

describe('the lock on a data folder', () => {
  it('is refused to a second holder, who is told who has it, and free again when let go', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lock-'));
    const path = join(folder, 'agent.lock');
    const clock = new SystemClock();
    const release = await takeLock(path, clock);
    await expect(takeLock(path, clock, 50)).rejects.toMatchObject({
      fault: 'locked',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await release();
    await (
      await takeLock(path, clock)
    )();
    rmSync(folder, { recursive: true });
  });

  it('says so when the folder is not there', async () => {
    const path = join(tmpdir(), 'no-such-folder', 'agent.lock');
    await expect(takeLock(path, new SystemClock())).rejects.toMatchObject({ fault: 'unusable' });
  });
});
