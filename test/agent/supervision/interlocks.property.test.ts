import { expect, it } from '@jest/globals';
import type { Asker } from '../../../agent/access/asker.js';
import type { Role } from '../../../agent/access/role.js';
import type { Alarms } from '../../../agent/alarms/alarms.js';
import { Locks } from '../../../agent/locks/locks.js';
import { commandsOf } from '../../../agent/supervision/commands-of.js';
import { RequestDesk } from '../../../agent/supervision/request-desk.js';
import { recordedRequests } from '../../../agent/supervision/request-journal.js';
import { seededRng, type Rng } from '../../../core/rng.js';
import { aCampaign, openAgent, type Agent } from '../campaign/an-agent.js';
import { FakeLab } from '../campaign/fake-lab.js';
import { Life } from '../experiment/mortality.js';
import { RecordFolder } from '../a-record.js';
import { InterlockWatch, type AskedFor } from './interlock-watch.js';

const ACTIONS = Number(process.env['INTERLOCK_ACTIONS'] ?? 500);
const IN_A_CAMPAIGN = 100;
const PEOPLE: Readonly<Record<string, Role>> = {
  ...{ wall: 'viewer', ada: 'operator', eve: 'scientist', bob: 'scientist', root: 'admin' },
};
/** What lets things happen is asked for more often than what ends them. */
const VERBS = [
  'pause',
  'stop_all',
  'lock',
  'unlock',
  'break_lock',
  'reject',
  'hold',
  'move',
  'add',
  'edit',
].concat(
  Array.from({ length: 4 }, () => 'resume'),
  Array.from({ length: 6 }, () => 'approve'),
);
const INSTRUMENTS = ['robot', 'cycler', 'station'];

function oneOf<T>(rng: Rng, list: readonly T[]): T {
  return list[Math.floor(list.length * rng.uniform())]!;
}

/** A real agent on a fake lab, its people and its planner, and one who watches. */
class Crowd {
  readonly watch: InterlockWatch;
  private readonly earlier: AskedFor[] = [];
  private count = 0;

  private constructor(
    private readonly rng: Rng,
    private readonly agent: Agent,
    private readonly locks: Locks,
    private readonly desk: RequestDesk,
  ) {
    this.watch = new InterlockWatch(() => agent.hours.now());
    agent.record.onEvent(this.watch.see.bind(this.watch));
  }

  static async on(rng: Rng, folder: RecordFolder, lab: FakeLab): Promise<Crowd> {
    const held: { locks?: Locks } = {};
    const listeners: (() => void)[] = [];
    const closures = {
      isHeld: (instrument: string) => held.locks?.isHeld(instrument) ?? false,
      onChange: (listener: () => void) => void listeners.push(listener),
    };
    const campaign = aCampaign(100_000, 2, 'approval: { required: all, answerWithinS: 3600 }');
    const agent = await openAgent(folder, lab, campaign, new Life(Infinity), closures);
    const { record, hours: clock } = agent;
    const onTrouble = (): void => undefined;
    const locks = await Locks.open({ record, clock, instruments: INSTRUMENTS, onTrouble });
    held.locks = locks;
    for (const listener of listeners) locks.onChange(listener);
    const noAlarms = { acknowledge: onTrouble, shelve: onTrouble, unshelve: onTrouble } as unknown as Alarms;
    const commands = commandsOf(agent.campaign, noAlarms, { test: async () => '' }, locks);
    const journal = await recordedRequests(record, 'C1');
    const crowd = new Crowd(rng, agent, locks, new RequestDesk({ clock, commands, journal, onTrouble }));
    for (const instrument of [lab.robot, lab.cycler, lab.station]) {
      instrument.disturb = (method, jobId) => {
        if (method === 'start') crowd.watch.starting(instrument.id, jobId);
        return undefined;
      };
    }
    return crowd;
  }

  /** Until `signal` ends it. */
  async run(signal: AbortSignal): Promise<void> {
    await this.agent.campaign.run(signal);
    this.agent.campaign.approvals.stop();
  }

  /** One action of somebody, of the planner and the lab, or of time. */
  async act(): Promise<void> {
    const { rng, agent, locks } = this;
    const kind = rng.uniform();
    if (kind < 0.5) return this.ask();
    if (kind < 0.6) {
      await agent.hours.advance(1000 * Math.ceil(1200 * rng.uniform()));
      return locks.look();
    }
    // Whoever waits for the disk has a turn for each look at it.
    for (let turn = Math.ceil(60 * rng.uniform()); turn > 0; turn--) await agent.record.db.raw('SELECT 1');
  }

  private async ask(): Promise<void> {
    const asked =
      this.rng.uniform() < 0.1 && this.earlier[0] ? oneOf(this.rng, this.earlier) : this.aRequest();
    const { verb, asker, transaction, isLate, isKept, ...fields } = asked;
    const issued_at = new Date(this.agent.hours.now() - (isLate ? 60_000 : 0)).toISOString();
    const queue_uid = this.rng.uniform() < 0.8 ? this.agent.campaign.approvals.uid : 'another';
    const parameters = { 'additive.VC': 5 * this.rng.uniform() };
    const message = { transaction, issued_at, reason: 'r', position: 1, queue_uid, parameters, ...fields };
    this.earlier.push(asked);
    await this.watch.during(asked, () => this.desk.answer({ verb, message, retained: isKept }, asker));
  }

  private aRequest(): AskedFor {
    const { rng } = this;
    const [name, role] = oneOf(rng, Object.entries(PEOPLE));
    const way: Pick<Asker, 'via' | 'from'> =
      rng.uniform() < 0.5 ? { via: 'mqtt', from: 'broker' } : { via: 'rest', from: '10.0.0.7' };
    const waiting = this.agent.campaign.approvals.waiting.map(({ proposalId }) => proposalId);
    return {
      verb: oneOf(rng, VERBS),
      asker: { name, role, ...way },
      transaction: `t${(this.count += 1)}`,
      isLate: rng.uniform() < 0.08,
      isKept: rng.uniform() < 0.08,
      proposal: oneOf(rng, rng.uniform() < 0.2 || !waiting[0] ? ['P0001', 'P0002'] : waiting),
      target: oneOf(rng, [...INSTRUMENTS, 'lab']),
      forS: Math.ceil(900 * rng.uniform()),
    };
  }
}

it(`people over MQTT and REST, the planner, the lab and time bring about no forbidden state in ${ACTIONS} actions`, async () => {
  const totals: Record<string, number> = {};
  for (let done = 0; done < ACTIONS; done += IN_A_CAMPAIGN) {
    const rng = seededRng(`interlocks/${done}`);
    const folder = new RecordFolder();
    const crowd = await Crowd.on(rng, folder, new FakeLab());
    const stop = new AbortController();
    const ended = crowd.run(stop.signal);
    for (let action = 0; action < Math.min(IN_A_CAMPAIGN, ACTIONS - done); action++) await crowd.act();
    stop.abort(new Error('the test is over'));
    await ended;
    await folder.remove();
    expect({ campaign: done, forbidden: crowd.watch.forbidden }).toEqual({ campaign: done, forbidden: [] });
    for (const [what, count] of Object.entries(crowd.watch.counts))
      totals[what] = (totals[what] ?? 0) + count;
  }
  process.stdout.write(
    `N ${ACTIONS} actions, seed interlocks: 0 forbidden states; ${JSON.stringify(totals)}\n`,
  );
  for (const count of Object.values(totals)) expect(count).toBeGreaterThan(ACTIONS / 100);
}, 7_200_000);
