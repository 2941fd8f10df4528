import { expect, it } from '@jest/globals';
import { leave } from '../../../agent/operations/leaving.js';

it('every step of leaving is tried in its order, and those that fail are told with why', async () => {
  const done: string[] = [];
  const troubles: string[] = [];
  const steps = {
    'closing the gate': () => {
      throw new Error('it is stuck');
    },
    'the first word': async () => void done.push('first'),
    'writing it down': () => Promise.reject(new Error('no space')),
    'the last word': async () => void done.push('last'),
  };
  await leave(steps, ({ message }) => troubles.push(message));
  expect(done).toEqual(['first', 'last']);
  expect(troubles).toEqual([
    'at the end closing the gate failed, the rest is done all the same: it is stuck',
    'at the end writing it down failed, the rest is done all the same: no space',
  ]);
});
