/**
 * `kill -9` at random moments: of the agent, of the agent while it recovers, and of agent and lab together as in a power
 * cut. How many of each, and with which luck, are KILLS, RECOVERY_KILLS, POWER_CUTS and SEED in the environment. The long
 * form is `npm run test:reliability`.
 */
import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '../../agent/record/database.js';
import type { Audit } from '../../agent/audit/audit.js';
import { SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { Workplace, type Running } from '../process/agent-process.js';

const { KILLS = '2', RECOVERY_KILLS = '1', POWER_CUTS = '1', SEED = '1' } = process.env;
const DAY_MS = 86_400_000;

interface Kind {
  readonly what: string;
  readonly count: number;
  /** It lives at most `withinMs` of link time from when it says this. */
  readonly from: RegExp;
  readonly withinMs: number;
  readonly withLab: boolean;
}

/** The lab is there, and the agent asks its instruments how everything stands. */
const RECOVERING = /\(process \d+/;
const AT_WORK = /REST/;

const KINDS: readonly Kind[] = [
  { what: 'kills of the agent', count: Number(KILLS), from: AT_WORK, withinMs: 4000, withLab: false },
  {
    what: 'kills of the agent as it recovers',
    count: Number(RECOVERY_KILLS),
    from: RECOVERING,
    withinMs: 2500,
    withLab: false,
  },
  {
    what: 'cuts of the power of agent and lab',
    count: Number(POWER_CUTS),
    from: AT_WORK,
    withinMs: 4000,
    withLab: true,
  },
];

interface Tip {
  readonly seq: number;
  readonly hash: string;
}

describe.each(KINDS)('$count $what', ({ what, count, from, withinMs, withLab }) => {
  const place = new Workplace();
  const clock = new SystemClock();
  const rng = seededRng(`${what} ${SEED}`);
  const tips: Tip[] = [];
  // Enough that the campaign is not through before the last of them.
  const experiments = String(2 * count + 3);
  afterAll(() => {
    place.remove();
  });

  it(
    'lose no recorded event and the campaign ends',
    async () => {
      for (let kill = 0; kill < count; kill++) {
        const running = place.run('--experiments', experiments);
        // There is nothing to recover before the first.
        await running.says(kill === 0 ? AT_WORK : from);
        await clock.sleep(withinMs * rng.uniform());
        cut(running, withLab ? place.labPid : undefined);
        await running.ended;
        const tip = await tipOf(place.record);
        if (tip) tips.push(tip);
      }
      const { code, output } = await place.run('--experiments', experiments).ended;
      expect({ code, output }).toMatchObject({ code: 0 });
      expect(await missing(place.record, tips)).toEqual([]);
    },
    DAY_MS,
  );

  it(
    'carry out no program twice, by the journal of the lab',
    async () => {
      expect(await place.verify()).toMatchObject({ code: 0 });
      const { output } = await place.audit();
      const { programs, lost, repeated, invented } = JSON.parse(output) as Audit;
      expect({ lost, repeated, invented }).toEqual({ lost: [], repeated: [], invented: [] });
      expect(programs).toBeGreaterThan(count);
      const kept = tips.map(({ seq }) => seq);
      process.stdout.write(
        `N ${count} ${what}, seed ${SEED}, events at each: ${kept.join(' ')}; programs ${programs}\n`,
      );
    },
    DAY_MS,
  );
});

/** Everything at the same moment: nobody can tell anybody that it goes. */
function cut(agent: Running, labPid: number | undefined): void {
  agent.kill('SIGKILL');
  if (labPid === undefined) return;
  const members = execFileSync('ps', ['-o', 'pid=', '--ppid', String(labPid)], { encoding: 'utf8' });
  for (const pid of [labPid, ...members.trim().split(/\s+/).map(Number)]) process.kill(pid, 'SIGKILL');
}

/** The end of the record, if it has one yet. */
async function tipOf(path: string): Promise<Tip | undefined> {
  const db = await openDatabase(path, { create: true });
  const tip = await db('events').orderBy('seq', 'desc').first<Tip | undefined>('seq', 'hash');
  await db.destroy();
  return tip;
}

async function missing(path: string, tips: readonly Tip[]): Promise<Tip[]> {
  const db = await openDatabase(path, { create: false, readOnly: true });
  const held = new Set(await db('events').pluck<string[]>('hash'));
  await db.destroy();
  return tips.filter(({ hash }) => !held.has(hash));
}
