/** Deaths without warning, one after the other, and what must hold afterwards. Sizes and luck come from the environment. */
import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '../../agent/record/database.js';
import type { Audit } from '../../agent/audit/audit.js';
import { SystemClock } from '../../core/clock.js';
import { seededRng } from '../../core/rng.js';
import { Workplace, type Running } from '../process/agent-process.js';

const SEED = process.env['SEED'] ?? '1';
const DAY_MS = 86_400_000;
/** More than are reached between the deaths. */
const ENDLESS = '100000';

/** What it says when instruments are asked and commands taken up; when the lab is there and is being asked; later. */
const SAID = { work: /REST/, recovery: /\(process \d+/, experience: /completed/ };

export interface Deaths {
  readonly what: string;
  readonly count: number;
  readonly during: 'work' | 'recovery';
  /** The lab dies at the same moment, as in a power cut. */
  readonly withLab: boolean;
}

/** The agent lives at most this long, in link time, from the moment that `during` names. */
const LIFE_MS = 2000;

interface Tip {
  readonly seq: number;
  readonly hash: string;
}

export function describeDeaths({ what, count, during, withLab }: Deaths): void {
  describe(`${count} ${what} (seed ${SEED})`, () => {
    const place = new Workplace();
    const clock = new SystemClock();
    const rng = seededRng(`${what} ${SEED}`);
    const tips: Tip[] = [];
    const startsMs: number[] = [];
    afterAll(() => {
      place.remove();
    });

    it(
      'lose no recorded event and the campaign ends',
      async () => {
        for (let death = 0; death < count; death++) {
          // There is nothing to recover before the first.
          const agent = await start(death === 0 ? 'experience' : during);
          await clock.sleep(LIFE_MS * rng.uniform());
          cut(agent, withLab ? place.labPid : undefined);
          await agent.ended;
          const tip = await tipOf(place.record);
          if (tip) tips.push(tip);
        }
        const last = place.run('--experiments', String((await experimentsIn(place.record)) + 2));
        await last.endsWell();
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
        expect(programs).toBeGreaterThan(0);
        expect(tips.length).toBeGreaterThan(count / 2);
        process.stdout.write(
          `N ${startsMs.length} of ${count} ${what}, seed ${SEED}; events ${tips.at(-1)?.seq ?? 0}, programs ${programs}; ` +
            `from start to ${during}: ${spread(startsMs)}\n`,
        );
      },
      DAY_MS,
    );

    async function start(until: keyof typeof SAID): Promise<Running> {
      const begunMs = clock.monotonic();
      const agent = place.run('--experiments', ENDLESS);
      await agent.says(SAID[until]);
      if (until === during) startsMs.push(clock.monotonic() - begunMs);
      return agent;
    }
  });
}

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

async function experimentsIn(path: string): Promise<number> {
  const db = await openDatabase(path, { create: false, readOnly: true });
  const held = await db('experiments').count({ n: '*' }).first<{ n: number }>();
  await db.destroy();
  return held.n;
}

async function missing(path: string, tips: readonly Tip[]): Promise<Tip[]> {
  const db = await openDatabase(path, { create: false, readOnly: true });
  const held = new Set(await db('events').pluck<string[]>('hash'));
  await db.destroy();
  return tips.filter(({ hash }) => !held.has(hash));
}

function spread(timesMs: readonly number[]): string {
  const sorted = [...timesMs].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.ceil(share * sorted.length) - 1]! / 1000).toFixed(1);
  return `median ${at(0.5)} s, 95 % ${at(0.95)} s, longest ${at(1)} s`;
}
