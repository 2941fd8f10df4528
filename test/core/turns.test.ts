import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../core/clock.js';
import { Turns } from '../../core/turns.js';

describe('turns', () => {
  it('are taken one at a time, first come first served', async () => {
    const clock = new ManualClock();
    const turns = new Turns();
    const seen: string[] = [];
    const work = (name: string, ms: number) => async (): Promise<string> => {
      seen.push(`${name} begins`);
      await clock.sleep(ms);
      seen.push(`${name} ends`);
      return name;
    };
    const both = Promise.all([turns.take(work('slow', 1000)), turns.take(work('quick', 1))]);
    expect(seen).toEqual([]);
    await clock.advance(2000);
    expect(await both).toEqual(['slow', 'quick']);
    expect(seen).toEqual(['slow begins', 'slow ends', 'quick begins', 'quick ends']);
  });

  it('come whatever became of the one before, which is told to whoever asked for it', async () => {
    const turns = new Turns();
    const failing = turns.take(() => Promise.reject(new Error('refused')));
    const next = turns.take(async () => 'done');
    await expect(failing).rejects.toThrow('refused');
    expect(await next).toBe('done');
  });
});
