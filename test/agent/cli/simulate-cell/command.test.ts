import { describe, expect, it } from '@jest/globals';
import { interphase } from '../command-line.js';

describe('simulate cell', () => {
  it.each([
    [['--soc', '0.5'], '--soc belongs to --mode spm'],
    [['--law', 'reaction'], '--law belongs to --mode spm'],
    [['--down-to', '2.5'], '--down-to belongs to --mode spm'],
    [['--mode', 'spm', '--seed', '1'], '--seed belongs to --mode full'],
    [['--mode', 'spm', '--recipe', 'x.yaml'], '--recipe belongs to --mode full'],
  ])('refuses an option of the other mode: %j', async (options, words) => {
    const { code, stderr } = await interphase('simulate', 'cell', ...options);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(words) });
  });

  it('takes what both modes know', async () => {
    const { code, stdout } = await interphase('simulate', 'cell', '--mode', 'spm', '--cycles', '1', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ mode: 'spm', cycles: [{ cycle: 1 }] });
  });
});
