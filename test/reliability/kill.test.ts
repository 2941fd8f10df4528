/**
 * `kill -9` of the agent at random moments; the number of kills and the seed are KILLS and SEED in the environment.
 * The long form is `npm run test:reliability`.
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '../../agent/record/database.js';
import type { Audit } from '../../agent/audit/audit.js';
import { SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { Workplace } from '../process/agent-process.js';

const KILLS = Number(process.env['KILLS'] ?? 3);
const SEED = process.env['SEED'] ?? '1';
/** Enough that the campaign is not through before the last kill. */
const EXPERIMENTS = String(2 * KILLS + 12);

interface Tip {
  readonly seq: number;
  readonly hash: string;
}

describe(`${KILLS} kills of the agent at random moments (seed ${SEED})`, () => {
  const place = new Workplace();
  const clock = new SystemClock();
  const rng = seededRng(SEED);
  const tips: Tip[] = [];
  afterAll(() => {
    place.remove();
  });

  it('lose no recorded event and the campaign ends', async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      const running = place.run('--experiments', EXPERIMENTS);
      await running.says(/\(process \d+/);
      await clock.sleep(6000 * rng.uniform());
      running.kill('SIGKILL');
      await running.ended;
      tips.push(await tipOf(place.record));
    }
    const { code, output } = await place.run('--experiments', EXPERIMENTS).ended;
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(await missing(place.record, tips)).toEqual([]);
  }, 900_000);

  it('carry out no program twice, by the journal of the lab', async () => {
    expect(await place.verify()).toMatchObject({ code: 0 });
    const { code, output } = await place.audit();
    const { programs, ...found } = JSON.parse(output) as Audit;
    expect({ code, ...found }).toMatchObject({ code: 0, lost: [], repeated: [], invented: [] });
    expect(programs).toBeGreaterThan(KILLS);
    const kept = tips.map(({ seq }) => seq);
    process.stdout.write(
      `N ${KILLS} kills, seed ${SEED}, events at each: ${kept.join(' ')}; programs ${programs}\n`,
    );
  });
});

async function tipOf(path: string): Promise<Tip> {
  const db = await openDatabase(path, { create: false, readOnly: true });
  const tip = await db('events').orderBy('seq', 'desc').first<Tip>('seq', 'hash');
  await db.destroy();
  return tip;
}

async function missing(path: string, tips: readonly Tip[]): Promise<Tip[]> {
  const db = await openDatabase(path, { create: false, readOnly: true });
  const held = new Set(await db('events').pluck<string[]>('hash'));
  await db.destroy();
  return tips.filter(({ hash }) => !held.has(hash));
}
