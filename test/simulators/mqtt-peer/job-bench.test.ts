import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ManualClock } from '../../../core/clock.js';
import { JobBench } from '../../../simulators/mqtt-peer/job-bench.js';
import type { Work } from '../../../simulators/mqtt-peer/work.js';
import { MemoryRoom } from '../../contracts/memory-room.js';

/** Its physics are wrong, as nobody foresaw. */
const mistaken: Work<object, object> = {
  task: z.object({}),
  result: z.object({}),
  identity: { manufacturer: '', model: '', serialNumber: '', firmware: '' },
  readings: () => [],
  plan: () => ({ program: 'film', detail: {}, durationS: 1 }),
  perform: async () => {
    throw new TypeError('a mistake in the physics');
  },
};

describe('a mistake in a measurement', () => {
  it('ends its job as failed, in its own words, and leaves the bench free', async () => {
    const clock = new ManualClock();
    const troubles: Error[] = [];
    const bench = new JobBench({
      room: new MemoryRoom(),
      clock,
      work: mistaken,
      onChange: () => undefined,
      onTrouble: (error) => troubles.push(error),
    });
    await bench.start('j1', {});
    await clock.advance(1000);
    const fault = { code: 'controller-error', message: 'a mistake in the physics' };
    expect(await bench.job('j1')).toEqual({ state: 'failed', rows: 0, fault });
    expect(bench.runningJob).toBeUndefined();
    expect(troubles).toEqual([]);
  });
});
