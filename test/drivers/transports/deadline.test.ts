import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { inTime } from '../../../drivers/transports/deadline.js';

/** Work that never ends by itself, and what it was told. */
function endless(): { work: (signal: AbortSignal) => Promise<never>; told: Error[] } {
  const told: Error[] = [];
  const work = (signal: AbortSignal): Promise<never> => {
    signal.addEventListener('abort', () => told.push(signal.reason as Error));
    return new Promise(() => undefined);
  };
  return { work, told };
}

describe('work with a deadline', () => {
  it('settles as it does by itself when it is in time', async () => {
    const clock = new ManualClock();
    expect(await inTime(clock, 1000, async () => 'done')).toBe('done');
    const failing = inTime(clock, 1000, () => Promise.reject(new Error('refused')));
    await expect(failing).rejects.toThrow('refused');
  });

  it('is told to stop when it is late, and why', async () => {
    const clock = new ManualClock();
    const { work, told } = endless();
    const late = expect(inTime(clock, 8000, work)).rejects.toThrow('no answer within 8 s');
    await clock.advance(8000);
    await late;
    expect(told).toMatchObject([{ message: 'no answer within 8 s' }]);
  });

  it('is called late in the words of who asked', async () => {
    const clock = new ManualClock();
    const late = expect(inTime(clock, 1000, endless().work, () => new Error('nobody home'))).rejects.toThrow(
      'nobody home',
    );
    await clock.advance(1000);
    await late;
  });
});
