import { expect, it } from '@jest/globals';
import { untilDone } from '../../../agent/stopping/until-done.js';

/** @param outcomes of one attempt after the other: done, not yet, or why it failed */
async function attempts(outcomes: (boolean | string)[], looks = Infinity): Promise<[number, string[]]> {
  const told: string[] = [];
  let made = 0;
  const act = async (): Promise<boolean> => {
    const outcome = outcomes[made++]!;
    if (typeof outcome === 'string') throw new Error(outcome);
    return outcome;
  };
  const onTrouble = (why: string): void => void told.push(why);
  await untilDone(act, { goOn: () => made < looks, pause: async () => undefined, onTrouble });
  return [made, told];
}

it('what fails is done at the next look, and a trouble that repeats itself is told once', async () => {
  expect(await attempts(['full', 'full', false, 'full', 'torn', true])).toEqual([6, ['full', 'torn']]);
});

it('nothing is done any more when there is nothing to look after', async () => {
  expect(await attempts([false, 'full', true], 2)).toEqual([2, ['full']]);
});
