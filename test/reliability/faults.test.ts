/**
 * Random faults strike a running campaign through the lab's control port; how many and with which luck are FAULTS and
 * SEED in the environment. The long form is `npm run test:reliability`.
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Audit } from '../../agent/audit/audit.js';
import { SystemClock } from '../../core/clock.js';
import { seededRng, type Rng } from '../../core/rng.js';
import { Workplace, type Ended } from '../process/agent-process.js';
import { strike } from '../process/lab-control.js';

const FAULTS = Number(process.env['FAULTS'] ?? 2);
const SEED = process.env['SEED'] ?? '1';
/** Link time between two faults, at most. */
const PAUSE_MS = 2000;

const INSTRUMENTS = ['robot', 'cycler', 'station'];
const LINK: readonly object[] = [
  { fault: 'garbage', count: 3 },
  { fault: 'truncated', count: 3 },
  { fault: 'duplicate', count: 3 },
  { fault: 'lost-acknowledgement', count: 2 },
  { fault: 'slow-answer', delayS: 0.3, durationS: 2 },
  { fault: 'disconnect', durationS: 2 },
  { fault: 'power-loss' },
];

describe(`${FAULTS} faults of links and power during a campaign (seed ${SEED})`, () => {
  const place = new Workplace();
  const clock = new SystemClock();
  const rng = seededRng(SEED);
  afterAll(() => {
    place.remove();
  });

  it('lose nothing, repeat nothing, and the campaign ends', async () => {
    const agent = place.run('--experiments', String(4 + FAULTS));
    await agent.says(/REST/);
    const struck = await strikeAll(agent.ended);
    await agent.endsWell();
    const { programs, lost, repeated, invented } = JSON.parse((await place.audit()).output) as Audit;
    expect({ lost, repeated, invented }).toEqual({ lost: [], repeated: [], invented: [] });
    expect(await place.verify()).toMatchObject({ code: 0 });
    process.stdout.write(`N ${struck} faults, seed ${SEED}; programs ${programs}\n`);
  }, 900_000);

  /** @returns how many struck before the campaign was through */
  async function strikeAll(ended: Promise<Ended>): Promise<number> {
    const over = new AbortController();
    const isOver = (): boolean => over.signal.aborted;
    void ended.then(() => {
      over.abort();
    });
    let struck = 0;
    while (struck < FAULTS && !isOver()) {
      await clock.sleep(PAUSE_MS * rng.uniform());
      const injection = { instrument: anyOf(INSTRUMENTS, rng), ...anyOf(LINK, rng) };
      const refused = await strike(place.data, injection).catch((error: unknown) => String(error));
      // An instrument that is being switched on again cannot be struck.
      if (refused === undefined) struck += 1;
      else if (!isOver()) expect(refused).toMatch(/no power/);
    }
    return struck;
  }
});

function anyOf<T>(choices: readonly T[], rng: Rng): T {
  return choices[Math.floor(choices.length * rng.uniform())]!;
}
