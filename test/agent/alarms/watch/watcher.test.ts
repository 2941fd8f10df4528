import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../../core/clock.js';
import { idOf, type Condition } from '../../../../agent/alarms/condition.js';
import { Watcher } from '../../../../agent/alarms/watch/watcher.js';
import { failed } from '../../../../agent/experiment/outcome.js';
import type { LabRecord } from '../../../../agent/record/record.js';
import type { NewEvent } from '../../../../agent/record/lab-event.js';
import type { LinkState } from '../../../../drivers/instrument.js';
import { OPENING, RecordFolder } from '../../a-record.js';

const HOUR_MS = 3_600_000;

/** All is well at first; a test changes what it is about. */
class World {
  readonly instruments: { id: string; link: LinkState }[] = [
    { id: 'robot', link: 'up' },
    { id: 'cycler', link: 'up' },
  ];
  bus: { link: LinkState } = { link: 'up' };
  disk: { sight: { level: 'ok' | 'low' | 'critical'; why: string } } = { sight: { level: 'ok', why: '' } };
  backups: { failure: string | undefined } = { failure: undefined };
  planner = { activity: { planning: false, plans: 0 } };
  routes = { failing: new Map<string, string>() };
  unwritable: string | undefined;
  seen: readonly Condition[] = [];
  readonly struck: Condition[] = [];

  get alarms(): Pick<World, 'unwritable'> & {
    observe: (conditions: readonly Condition[]) => Promise<void>;
    strike: (condition: Condition) => Promise<void>;
  } {
    return {
      unwritable: this.unwritable,
      observe: async (conditions) => void (this.seen = conditions),
      strike: async (condition) => void this.struck.push(condition),
    };
  }
}

let folder: RecordFolder;
let record: LabRecord;
let clock: ManualClock;
let world: World;
let watcher: Watcher;

beforeEach(async () => {
  folder = new RecordFolder();
  clock = new ManualClock();
  record = await folder.open(clock);
  await record.append(...OPENING);
  world = new World();
  watcher = await watching();
});
afterEach(() => folder.remove());

async function watching(backupFolder = `${folder.folder}/backups`): Promise<Watcher> {
  const { instruments, bus, disk, backups, planner, routes, alarms } = world;
  const made = new Watcher({
    ...{ record, clock, instruments, bus, disk, backups, planner, routes, deadlineS: 60 },
    alarms: Object.defineProperty(alarms, 'unwritable', { get: () => world.unwritable }),
    backupFolder,
  });
  await made.start();
  return made;
}

const look = async (): Promise<string[]> => {
  await watcher.look();
  return world.seen.map(idOf);
};
const QUESTION = {
  experimentId: 'E0001',
  place: 'cycler.ch1',
  question: 'is there a cell?',
  options: {},
  defaultOption: 'leave',
  deadlineLabAt: '2026-01-02T00:00:00.000Z',
};
const paused = (actor: string): NewEvent => {
  return { kind: 'campaign.state', subject: 'C1', body: { state: 'paused', reason: 'form failed', actor } };
};

describe('what the agent sees', () => {
  it('is no alarm when all is well', async () => {
    expect(await look()).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['instrument-unreachable.cycler', () => (world.instruments[1]!.link = 'stale')],
    ['broker-away', () => (world.bus.link = 'down')],
    ['disk-low', () => (world.disk.sight = { level: 'low', why: '1.9 GB' })],
    ['disk-full', () => (world.disk.sight = { level: 'critical', why: '0.4 GB' })],
    ['backup-failed', () => (world.backups.failure = 'no space')],
    ['record-unwritable', () => (world.unwritable = 'read-only')],
    ['messages-failing.phone', () => world.routes.failing.set('phone', 'HTTP 503')],
  ])('is %s while it is so, and no longer', async (id, happen) => {
    happen();
    expect(await look()).toEqual([id]);
    Object.assign(world, new World());
    watcher = await watching();
    expect(await look()).toEqual([]);
  });

  it('is a campaign that the rules hold, not one that a person has paused', async () => {
    await record.append(paused('ada'));
    expect(await look()).toEqual([]);
    await record.append(paused('rules'));
    expect(await look()).toEqual(['campaign-held']);
    const body = { state: 'running', reason: 'resumed', actor: 'ada' } as const;
    await record.append({ kind: 'campaign.state', subject: 'C1', body });
    expect(await look()).toEqual([]);
  });

  it('is a shelf with too little for the next experiment, with its own guidance', async () => {
    const short = { state: 'paused', reason: 'EC: 1 g left', actor: 'rules', needs: 'refill' } as const;
    await record.append({ kind: 'campaign.state', subject: 'C1', body: short });
    expect(await look()).toEqual(['shelf-short']);
  });

  it('is a question as long as it is open, also over a restart', async () => {
    await record.append({ kind: 'prompt.raised', subject: 'E0001.question-1', body: QUESTION });
    expect(await look()).toEqual(['question-waiting.E0001.question-1']);
    watcher = await watching();
    expect(await look()).toEqual(['question-waiting.E0001.question-1']);
    const body = { option: 'leave', actor: 'ada', note: '' };
    await record.append({ kind: 'prompt.answered', subject: 'E0001.question-1', body });
    expect(await look()).toEqual([]);
  });

  it('is a backup that is overdue after three hours without one', async () => {
    await clock.advance(3 * HOUR_MS);
    expect(await look()).toEqual([]);
    await clock.advance(1000);
    expect(await look()).toEqual(['backup-overdue']);
  });

  it('is a backup that is overdue, too, where the folder of backups cannot be read', async () => {
    watcher.close();
    watcher = await watching('x'.repeat(5000));
    await clock.advance(4 * HOUR_MS);
    expect(await look()).toEqual(['backup-overdue']);
  });

  it('is no planner that is at work when the agent first looks, however old its process is', async () => {
    await clock.advance(HOUR_MS);
    world.planner.activity = { planning: true, plans: 0 };
    expect(await look()).toEqual([]);
    await clock.advance(31_000);
    expect(await look()).toEqual(['planner-late']);
  });

  it('is a planner that has used half of its time for one proposal', async () => {
    world.planner.activity = { planning: true, plans: 3 };
    await look();
    await clock.advance(31_000);
    expect(await look()).toEqual(['planner-late']);
    world.planner.activity = { planning: true, plans: 4 };
    expect(await look()).toEqual([]);
  });
});

type Ended = Extract<NewEvent, { kind: 'experiment.ended' }>;

describe('what happened', () => {
  const notice = (subject: string, level: 'alarm' | 'warning' = 'alarm'): NewEvent => {
    return { kind: 'notice', subject, body: { level, text: 'look' } };
  };
  const ended = (cause: string, category: 'temperature_excursion' | 'other' = 'other'): Ended => {
    const failure = {
      stage: 'cycling',
      category,
      attribution: 'unknown',
      cause,
      evidence: '4.31 V',
    } as const;
    return { kind: 'experiment.ended', subject: 'E0001', body: { outcome: failed(failure) } };
  };
  const cameToItsEnd = ({ kind, subject, body }: Ended): NewEvent => {
    const { execution, ...rest } = body.outcome;
    return {
      kind,
      subject,
      body: { outcome: { ...rest, execution: { ...execution, status: 'completed' } } },
    };
  };

  it.each<[NewEvent, string[]]>([
    [notice('robot'), ['safe-state-not-reached.robot']],
    [notice('E0001.age'), ['record-damaged']],
    [notice('outbox', 'warning'), ['event-withheld']],
    [notice('disk'), []],
    [notice('backup'), []],
    [notice('robot', 'warning'), []],
    [ended('limit-voltage'), ['cell-over-limit.E0001']],
    [ended('hot', 'temperature_excursion'), ['cell-over-limit.E0001']],
    [cameToItsEnd(ended('hot', 'temperature_excursion')), ['chamber-off']],
    [ended('insoluble'), []],
  ])('is heard from the record: %j', async (event, ids) => {
    await record.append(event);
    expect(world.struck.map(idOf)).toEqual(ids);
    watcher.close();
    await record.append(notice('robot'));
    expect(world.struck).toHaveLength(ids.length);
  });

  it.each([
    [9_000, []],
    [-9_000, []],
    [60_000, [/by 60 s ahead, or the computer slept/]],
    [-60_000, [/by 60 s back/]],
  ])('to the clock of the host is noticed: set by %d ms', async (ms, texts) => {
    clock.set(ms);
    await look();
    await look();
    expect(world.struck.map(({ text }) => text)).toEqual(texts.map((text) => expect.stringMatching(text)));
  });
});
