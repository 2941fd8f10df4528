import { beforeAll, describe, expect, it } from '@jest/globals';
import { Life, type Moment } from '../experiment/mortality.js';
import { TWO_AT_A_TIME, afterDeaths, lengthOfLife } from './mortal-world.js';

const POINTS = 18;
/** Moments spread over a whole run, as shares of it; every one of them is tried by `npm run test:reliability`. */
const deaths = Array.from({ length: POINTS }, (_, k): [number, Moment] => [
  (k + 0.5) / POINTS,
  k % 2 === 0 ? 'before' : 'after',
]);

describe('a campaign whose agent dies', () => {
  let length = 0;
  beforeAll(async () => {
    length = await lengthOfLife(TWO_AT_A_TIME);
  });

  it.each(deaths)(
    'at %f of its run, %s a contact with the world, goes on to the same end',
    async (share, moment) => {
      expect(await afterDeaths(TWO_AT_A_TIME, [new Life(Math.round(share * length), moment)])).toBe(true);
    },
  );
});
