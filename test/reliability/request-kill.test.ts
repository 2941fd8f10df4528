import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '../../agent/record/database.js';
import { SystemClock } from '../../core/clock.js';
import { Workplace, type Running } from '../process/agent-process.js';
import { Operator } from '../process/operator.js';

const KILLS = Number(process.env['REQUEST_KILLS'] ?? 3);
/** What was stopped stays stopped at the next start, unless it is told otherwise. */
const AT_WORK = ['--experiments', '1000', '--speed', '40000', '--resume'];
const clock = new SystemClock();

interface Seen {
  readonly acted: number;
  readonly answered: number;
  readonly stopped: number;
}

describe(`an agent that dies ${KILLS} times between the record of a request and its answer`, () => {
  let place: Workplace;
  let agent: Running;
  let operator: Operator;
  beforeAll(async () => {
    place = new Workplace();
    agent = place.run(...AT_WORK);
    await agent.says(/sign in/);
    operator = await Operator.at(place.data);
  });
  afterAll(async () => {
    await operator.leave();
    agent.kill('SIGKILL');
    await agent.ended;
    place.remove();
  });

  /** What the record says of a transaction; its reason is the same word. */
  async function seen(transaction: string): Promise<Seen> {
    const db = await openDatabase(place.record, { create: false, readOnly: true });
    try {
      const count = async (kind: string, field: string): Promise<number> => {
        const rows = await db('events')
          .where({ kind })
          .whereRaw(`json_extract(body, '$.${field}') = ?`, [transaction]);
        return rows.length;
      };
      return {
        acted: await count('operator.acted', 'transaction'),
        answered: await count('operator.answered', 'transaction'),
        stopped: await count('campaign.state', 'reason'),
      };
    } finally {
      await db.destroy();
    }
  }

  /** Asks for something that takes its time, and kills the agent as soon as it is recorded. */
  async function diesOver(transaction: string): Promise<Seen> {
    await operator.until('work', () => place.busyInstruments().size > 0, 120);
    await operator.request('stop_all', { transaction, reason: transaction });
    const deadlineMs = clock.monotonic() + 30_000;
    while ((await seen(transaction)).acted === 0 && clock.monotonic() < deadlineMs) await clock.sleep(1);
    agent.kill('SIGKILL');
    await agent.ended;
    return seen(transaction);
  }

  it('carries it out at most once, and says why not when it is asked again', async () => {
    let hits = 0;
    let tries = 0;
    while (hits < KILLS && tries < 3 * KILLS) {
      const transaction = `kill-${(tries += 1)}`;
      const before = await diesOver(transaction);
      if (before.answered === 0) hits += 1;
      agent = place.run(...AT_WORK);
      await agent.says(/REST/);
      const again = await operator.ask('stop_all', { transaction, reason: transaction });
      expect(again).toMatchObject({ ok: false, code: 'transaction-used', transaction });
      expect(await seen(transaction)).toEqual(before);
      expect(before).toMatchObject({ acted: 1 });
      expect(before.stopped).toBeLessThanOrEqual(1);
    }
    process.stdout.write(
      `N ${tries} kills, ${hits} of them between the record and the answer: 0 done twice\n`,
    );
    expect(hits).toBe(KILLS);
  }, 3_600_000);
});
