import { describe, expect, it } from '@jest/globals';
import { sustainableFactor } from '../../../simulators/lab/pace.js';

/** A processor that takes so long for an hour of a cell's time, ms. */
function processor(msPerHour: number): () => number {
  let nowMs = 0;
  return () => (nowMs += msPerHour);
}

describe('the pace of a lab', () => {
  it('is as fast as the agent can look, where the machine is fast enough', () => {
    expect(sustainableFactor(8, processor(5))).toBe(5000);
  });

  it('falls with the channels and with the speed of the machine', () => {
    const slow = sustainableFactor(64, processor(50));
    expect(slow).toBeLessThan(5000);
    expect(sustainableFactor(128, processor(50))).toBeLessThanOrEqual(Math.ceil(slow / 2));
    expect(sustainableFactor(64, processor(25))).toBeGreaterThan(slow);
  });

  it('never stands still', () => {
    expect(sustainableFactor(512, processor(1e6))).toBe(1);
  });
});
