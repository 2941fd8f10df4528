import { describe, expect, it } from '@jest/globals';
import { LabClock, ManualClock } from '../../../core/clock.js';
import { resumedTime, unbrokenTime } from '../../../simulators/lab/lab-time.js';

const FACTOR = 40_000;

describe('the time of a lab that is switched on again', () => {
  it('goes on from where it stood', async () => {
    const clock = new ManualClock();
    await clock.advance(3000);
    const { anchor, onMs } = resumedTime(clock, 1000, FACTOR);
    expect([onMs, new LabClock(clock, anchor).now()]).toEqual([1000, 1000]);
    await clock.advance(1);
    expect(new LabClock(clock, anchor).now()).toBe(1000 + FACTOR);
  });

  it('is that of whoever has lived by it meanwhile, at the same pace', async () => {
    const clock = new ManualClock();
    const { anchor: lived } = resumedTime(clock, 1000, FACTOR);
    await clock.advance(3000);
    const { anchor, onMs } = unbrokenTime(clock, JSON.stringify(lived));
    expect(anchor).toEqual(lived);
    expect(onMs).toBe(new LabClock(clock, lived).now());
  });

  it('is not taken from what is no clock', () => {
    expect(() => unbrokenTime(new ManualClock(), '{"linkMs":0,"labMs":0,"factor":0}')).toThrow(/factor/);
  });
});
