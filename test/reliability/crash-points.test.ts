/**
 * Every point at which an agent can die: before and after each of its contacts with the record and with the instruments,
 * from the proposal of an experiment to its recorded end. STRIDE (1: every point), PAIRS and SEED are in the environment;
 * the long form is `npm run test:reliability`.
 */
import { describe, expect, it } from '@jest/globals';
import { seededRng } from '../../core/rng.js';
import { Life, type Moment } from '../agent/experiment/mortality.js';
import {
  LEFT_BEHIND,
  ONE,
  TWO_AT_A_TIME,
  afterDeaths,
  lengthOfLife,
} from '../agent/campaign/mortal-world.js';

const STRIDE = Number(process.env['STRIDE'] ?? 4);
const PAIRS = Number(process.env['PAIRS'] ?? 5);
const SEED = process.env['SEED'] ?? '1';
const HOUR_MS = 3_600_000;

describe('a campaign goes on to the same end, nothing lost and nothing twice', () => {
  it.each<Moment>(['before', 'after'])(
    'after a death %s any contact with the world',
    async (moment) => {
      const length = await lengthOfLife(ONE);
      let tried = 0;
      for (let contact = 1; contact <= length; contact += STRIDE, tried++) {
        const died = await afterDeaths(ONE, [new Life(contact, moment)]);
        expect({ contact, died }).toEqual({ contact, died: true });
      }
      process.stdout.write(`N ${tried} of ${length} points, ${moment} the contact\n`);
      expect(length).toBeGreaterThan(60);
    },
    HOUR_MS,
  );

  it.each<Moment>(['before', 'after'])(
    'after a death %s any contact while it clears away what an earlier life left',
    async (moment) => {
      let tried = 0;
      for (let contact = 1; contact <= TIDYING; contact += STRIDE, tried++) {
        const died = await afterDeaths(LEFT_BEHIND, [new Life(contact, moment)]);
        expect({ contact, died }).toEqual({ contact, died: true });
      }
      process.stdout.write(`N ${tried} of ${TIDYING} points of clearing away, ${moment} the contact\n`);
    },
    HOUR_MS,
  );

  it(
    'with two experiments under way, after a death anywhere and another while it recovers',
    async () => {
      const rng = seededRng(SEED);
      const length = await lengthOfLife(TWO_AT_A_TIME);
      for (let pair = 0; pair < PAIRS; pair++) {
        const lives = [length, RECOVERY].map((span) => {
          const moment = rng.uniform() < 0.5 ? 'before' : 'after';
          return new Life(1 + Math.floor(span * rng.uniform()), moment);
        });
        await afterDeaths(TWO_AT_A_TIME, lives);
      }
      process.stdout.write(`N ${PAIRS} pairs of deaths in ${length} contacts, seed ${SEED}\n`);
    },
    HOUR_MS,
  );
});

/** Contacts within which a cell that was left is taken away, and the robot given back. */
const TIDYING = 16;

/** Contacts within which an agent has found out how everything stands. */
const RECOVERY = 12;
