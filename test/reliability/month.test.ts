/**
 * Thirty simulated days in three stretches of ten, around what a calendar holds for an agent: both changes of the clocks
 * of a zone and the end of a year. In each the clock of the host is set forth and back, links fail, and the host sleeps
 * for a day; between them the host is off for months. The truth is what the instruments did and when.
 * IN_FLIGHT (experiments at a time), CYCLING_H (hours of a formation, and of an ageing) and SEED are in the environment;
 * the long form is `npm run test:reliability`.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Asker } from '../../agent/access/asker.js';
import { occurrences } from '../../agent/maintenance/calendar.js';
import { needsOf, type StepName } from '../../agent/experiment/steps.js';
import { WEEKDAYS, type MaintenanceWindow } from '../../config/maintenance.js';
import { seededRng, type Rng } from '../../core/rng.js';
import { RecordFolder } from '../agent/a-record.js';
import { aCampaign } from '../agent/campaign/an-agent.js';
import { FakeLab } from '../agent/campaign/fake-lab.js';
import { verify } from '../../agent/record/verify.js';
import { Activity, AgentInTime, reach, Sightings } from './agent-in-time.js';
import { VirtualHost, type Stretch } from './virtual-host.js';

const IN_FLIGHT = Number(process.env['IN_FLIGHT'] ?? 2);
const CYCLING_H = Number(process.env['CYCLING_H'] ?? 10);
const SEED = process.env['SEED'] ?? '1';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LONG_MS = 2 * HOUR_MS;

/** UTC midnights, ten days each; the sixth of them is the day of the change, or begins the last of the year. */
const STRETCHES = ['2026-03-24', '2026-10-20', '2026-12-26'].map((date) => Date.parse(date));

const usual = { zone: 'Europe/Berlin', reason: 'service' };
const WINDOWS: Record<string, MaintenanceWindow> = {
  nightly: { ...usual, on: [...WEEKDAYS], at: '02:30', durationH: 2, instruments: ['robot'] },
  weekly: { ...usual, on: ['sunday'], at: '09:00', durationH: 3, instruments: ['station'] },
  'new-year': { ...usual, on: ['2026-12-31'], at: '23:00', durationH: 4, instruments: ['cycler'] },
};

interface Start {
  readonly jobId: string;
  /** As the host has it. */
  readonly wallMs: number;
}

interface Trouble {
  readonly atMs: number;
  readonly happens: () => unknown;
}

/** Everything that is known of the thirty days afterwards. */
interface Story {
  readonly folder: RecordFolder;
  readonly lab: FakeLab;
  readonly sightings: Sightings;
  readonly starts: readonly Start[];
  readonly stretches: readonly Stretch[];
  readonly answers: readonly string[];
  readonly endMs: number;
}

async function live(): Promise<Story> {
  const folder = new RecordFolder();
  const lab = new FakeLab();
  const rng = seededRng(SEED);
  const sightings = new Sightings();
  const starts: Start[] = [];
  const stretches: Stretch[] = [];
  const answers: string[] = [];
  const config = aCampaign(100_000, IN_FLIGHT);
  lab.cyclingPolls = (CYCLING_H * HOUR_MS) / LOOK_MS;
  for (const [k, startMs] of STRETCHES.entries()) {
    const activity = new Activity();
    const host = new VirtualHost(startMs, () => activity.isBusy);
    for (const each of [lab.robot, lab.cycler, lab.station]) {
      each.pace = { now: () => host.trueMs, msPerLook: LOOK_MS };
    }
    lab.cycler.channels = IN_FLIGHT;
    lab.misfortune = (jobId) => {
      starts.push({ jobId, wallMs: host.wallMs() });
      return undefined;
    };
    const around = { folder, lab, clock: host.clock, config, windows: WINDOWS };
    const agent = await AgentInTime.start(around, activity, sightings);
    for (const { atMs, happens } of agenda(startMs, rng, { host, lab, agent, answers, stands: k !== 1 })) {
      await host.run(atMs);
      await happens();
    }
    await host.run(startMs + 10 * DAY_MS);
    host.end();
    stretches.push(...host.stretches);
    await agent.die();
  }
  return { folder, lab, sightings, starts, stretches, answers, endMs: STRETCHES.at(-1)! + 10 * DAY_MS };
}

/** A job's look: a robot takes two for one command. */
const LOOK_MS = 2 * MINUTE_MS;

const ADA: Asker = { name: 'ada', role: 'operator', via: 'mqtt', from: '' };

interface Stage {
  readonly host: VirtualHost;
  readonly lab: FakeLab;
  readonly agent: AgentInTime;
  readonly answers: string[];
  /** Whether the monotonic clock of this host stands still while it sleeps. */
  readonly stands: boolean;
}

/** Clock set forth and back and back and forth, a day asleep with dead links around it, and links that fail now and then. */
function agenda(startMs: number, rng: Rng, { host, lab, agent, answers, stands }: Stage): Trouble[] {
  const at = (day: number, happens: () => unknown): Trouble => ({ atMs: startMs + day * DAY_MS, happens });
  const ask = async (issuedMs: number): Promise<void> => {
    const message = {
      transaction: `t${answers.length}-${startMs}`,
      issued_at: new Date(issuedMs).toISOString(),
    };
    const answer = await agent.desk.answer({ verb: 'pause', message }, ADA);
    answers.push(answer.ok ? 'done' : answer.code);
  };
  const forth = 1 + 0.5 * rng.uniform();
  const back = 3 + 0.5 * rng.uniform();
  const set = (ms: number): Promise<void> => {
    host.set(ms);
    return agent.look();
  };
  const links = (state: 'up' | 'down'): void => {
    reach(lab, () => (state === 'down' ? 'not-sent' : undefined));
    agent.setOnline(state === 'up');
  };
  const outage = (day: number, hours: number): Trouble[] => [
    at(day, () => {
      links('down');
    }),
    at(day + hours / 24, () => {
      links('up');
    }),
  ];
  return [
    ...outage(0.5 * rng.uniform(), 1 + 3 * rng.uniform()),
    at(forth, () => set(HOUR_MS)),
    at(forth + rng.uniform(), () => set(-HOUR_MS)),
    at(back, () => set(-HOUR_MS)),
    at(back + rng.uniform(), () => set(HOUR_MS)),
    at(7, () => {
      links('down');
    }),
    at(7.04, async () => {
      const askedMs = host.wallMs();
      host.sleep(DAY_MS, stands);
      await agent.look();
      return ask(askedMs);
    }),
    at(8.1, () => {
      links('up');
    }),
    at(8.2, () => ask(host.wallMs())),
    ...outage(8.5 + 0.5 * rng.uniform(), 1 + 3 * rng.uniform()),
  ];
}

describe('thirty days of troubled time', () => {
  let story: Story;
  let record: Awaited<ReturnType<RecordFolder['open']>>;
  beforeAll(async () => {
    story = await live();
    record = await story.folder.open();
  }, LONG_MS);
  afterAll(() => story.folder.remove(), LONG_MS);

  it('leave nothing stuck and nothing failed', async () => {
    const experiments = await record
      .db('experiments as e')
      .join('events as v', (on) => on.on('v.subject', 'e.id').andOnVal('v.kind', 'experiment.started'))
      .select<{ status: string; at: string }[]>('e.status', 'v.at');
    const stuckMs = 4 * CYCLING_H * HOUR_MS + 3 * DAY_MS;
    const stuck = experiments.filter(
      ({ status, at }) => status === 'running' && Date.parse(at) < story.endMs - stuckMs,
    );
    const count = (status: string): number => experiments.filter((each) => each.status === status).length;
    process.stdout.write(
      `N ${experiments.length} experiments in 30 days, ${count('completed')} completed, ${count('running')} under way at the end, ${stuck.length} stuck; ${story.starts.length} jobs, seed ${SEED}\n`,
    );
    expect(stuck).toEqual([]);
    expect(count('completed') + count('running')).toBe(experiments.length);
    expect(count('running')).toBeLessThanOrEqual(IN_FLIGHT);
    expect(count('completed')).toBeGreaterThanOrEqual(5 * IN_FLIGHT);
    expect(story.sightings.troubles).toEqual([]);
  });

  it('lose nothing, repeat nothing and invent nothing, as the instruments have it', async () => {
    const executed = story.lab.executed;
    expect(executed).toHaveLength(new Set(executed).size);
    const commands = await record
      .db('commands')
      .select<{ job_id: string; state: string }[]>('job_id', 'state');
    const settled = commands.filter(({ state }) => !['intended', 'acknowledged'].includes(state));
    expect(settled.filter(({ state }) => state !== 'completed')).toEqual([]);
    const known = new Set(commands.map(({ job_id }) => job_id));
    expect(executed.filter((jobId) => !known.has(jobId))).toEqual([]);
    const done = new Set(executed);
    expect(settled.filter(({ job_id }) => !done.has(job_id))).toEqual([]);
    expect((await verify(record.db)).problems).toEqual([]);
    process.stdout.write(`N ${executed.length} jobs at the instruments: 0 lost, 0 repeated, 0 invented\n`);
  });

  it('bring every event to the operators, in order', () => {
    const { told } = story.sightings;
    const fresh = told.filter((seq, k) => !told.slice(Math.max(0, k - 200), k).includes(seq));
    expect(fresh).toEqual(Array.from({ length: fresh.length }, (_, k) => fresh[0]! + k));
    expect(record.length - fresh.at(-1)!).toBeLessThanOrEqual(100);
  });

  it('show no negative duration', () => {
    const { least } = story.sightings;
    expect(least.size).toBeGreaterThan(5);
    expect([...least].filter(([, value]) => value < 0)).toEqual([]);
  });

  it('see each maintenance window once for every time that the clock of the host ran into it', async () => {
    const began = await record.db('events').where({ kind: 'maintenance.began' }).pluck<string[]>('body');
    const ended = await record.db('events').where({ kind: 'maintenance.ended' });
    const told = began.map((body) => (JSON.parse(body) as { startsAt: string }).startsAt).sort();
    expect(told).toEqual(stays(story.stretches).sort());
    expect(ended).toHaveLength(began.length);
    process.stdout.write(`N ${began.length} maintenance windows, each told once per stay in it\n`);
  });

  it('see the window of 02:30 exactly once in the night in which it does not exist, and in the one in which it comes twice', async () => {
    const began = await record
      .db('events')
      .where({ kind: 'maintenance.began', subject: 'nightly' })
      .pluck<string[]>('body');
    const on = (date: string): string[] =>
      began
        .map((body) => (JSON.parse(body) as { startsAt: string }).startsAt)
        .filter((at) => at.startsWith(date));
    expect(on('2026-03-29')).toEqual(['2026-03-29T01:30:00.000Z']);
    expect(on('2026-10-25')).toEqual(['2026-10-25T00:30:00.000Z']);
    expect(on('2027-01-01')).toEqual(['2027-01-01T01:30:00.000Z']);
  });

  it('begin no step on an instrument that people have to themselves', () => {
    const lab = { robot: { id: 'robot' }, cycler: { id: 'cycler' }, station: { id: 'station' } };
    const spans = Object.values(WINDOWS).flatMap((window) =>
      STRETCHES.flatMap((fromMs) =>
        occurrences(window, fromMs - DAY_MS, fromMs + 11 * DAY_MS).map((span) => ({ ...span, window })),
      ),
    );
    const wrong = story.starts.filter(({ jobId, wallMs }) => {
      const needs = needsOf(/\.(\w+)/.exec(jobId)![1] as StepName, lab);
      return spans.some(
        ({ startMs, endMs, window }) =>
          wallMs >= startMs && wallMs < endMs && window.instruments.some((each) => needs.includes(each)),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('make a backup about every hour awake, never in a burst', () => {
    const gapsMin = story.sightings.backupGapsMs.map((ms) => ms / MINUTE_MS);
    expect(gapsMin.length).toBeGreaterThan(26 * 24);
    expect(Math.min(...gapsMin)).toBeGreaterThanOrEqual(30);
    expect(Math.max(...gapsMin)).toBeLessThanOrEqual(70);
    process.stdout.write(
      `N ${gapsMin.length + STRETCHES.length} backups, ${Math.min(...gapsMin)} to ${Math.max(...gapsMin)} min awake apart\n`,
    );
  });

  it('refuse what was asked before the host slept, and take what is asked afterwards', () => {
    expect(story.answers).toEqual(STRETCHES.flatMap(() => ['expired', 'done']));
  });
});

/** Beginnings of the windows that the time of day was in, once for each time that it came in; jumps within one are no coming. */
function stays(stretches: readonly Stretch[]): string[] {
  return Object.values(WINDOWS).flatMap((window) => {
    let inside: number | undefined;
    return stretches.flatMap(({ fromMs, toMs }) => {
      const met = occurrences(window, fromMs - DAY_MS, toMs).filter(({ endMs }) => endMs > fromMs);
      const come = met.filter(({ startMs }) => startMs !== inside || startMs > fromMs);
      const last = met.at(-1);
      inside = last && last.endMs > toMs ? last.startMs : undefined;
      return come.map(({ startMs }) => new Date(startMs).toISOString());
    });
  });
}
