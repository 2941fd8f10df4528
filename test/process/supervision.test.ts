import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ruleOf } from '../../agent/supervision/contract/rule-of.js';
import type { Report } from '../../agent/campaign/report.js';
import { Workplace, type Running } from './agent-process.js';
import { Operator, type Heard } from './operator.js';

/** Long enough to be met at work; slow enough for a cell to be on a channel when it is stopped. */
const AT_WORK = ['--experiments', '100', '--speed', '40000'];

describe('supervision of a running agent over MQTT', () => {
  let place: Workplace;
  let agent: Running;
  let operator: Operator;
  beforeAll(async () => {
    place = new Workplace();
    agent = place.run(...AT_WORK);
    await agent.says(/begins to form/);
    operator = await Operator.at(place.data);
  });
  afterAll(async () => {
    await operator.leave();
    agent.kill('SIGKILL');
    await agent.ended;
    place.remove();
  });

  it('shows whoever joins late how the agent and its instruments are', async () => {
    await operator.until('the first beat', () => operator.latest('station/availability'));
    const late = await Operator.at(place.data);
    await late.until('what is retained', () => late.latest('station/availability'));
    expect(late.latest('bridge/state')).toMatchObject({ retained: true, body: { state: 'online' } });
    for (const id of ['robot', 'cycler', 'station']) {
      const { retained, body } = late.latest(`${id}/availability`)!;
      expect({ id, retained, body }).toMatchObject({ id, retained: true, body: { state: 'online' } });
    }
    await late.leave();
  });

  it('beats every two seconds, and everything it says keeps to its schema', async () => {
    const beats = (): Heard[] => operator.heard.filter(({ topic }) => topic === 'bridge/health');
    await operator.until('three beats', () => beats().length >= 3);
    const [first, , third] = beats().slice(-3);
    const apartMs = (Date.parse(String(third!.body['ts'])) - Date.parse(String(first!.body['ts']))) / 2;
    expect(apartMs).toBeGreaterThan(1500);
    expect(apartMs).toBeLessThan(6000);
    const strange = operator.heard.filter(({ topic, body }) => !keepsToSchema(topic, body));
    expect(strange).toEqual([]);
  });

  it('refuses to be joined by a second agent with another data folder, and goes on', async () => {
    const second = place.secondAgent();
    const { code, output } = await second.ended;
    expect({ code, output }).toMatchObject({
      code: 3,
      output: expect.stringContaining(`another agent works on this lab (process ${agent.pid} on`),
    });
    expect(await agent.rest('health/detail')).toMatchObject({ status: 'running' });
  });

  it('refuses what was asked too long ago, and does nothing about it', async () => {
    const answer = await operator.ask('stop_all', { issued_at: '2026-01-01T00:00:00.000Z' });
    expect(answer).toMatchObject({ ok: false, code: 'expired' });
    expect(await agent.rest('health/detail')).toMatchObject({ status: 'running' });
  });

  it('has no alarm to show while all is well, and says so to who would acknowledge one', async () => {
    expect(await agent.rest('alarms')).toEqual([]);
    expect(latestHealth(operator)).toMatchObject({ alarmsUnacknowledged: 0 });
    const answer = await operator.ask('ack', { alarm: 'disk-low' });
    expect(answer).toMatchObject({
      ok: false,
      code: 'failed',
      message: expect.stringContaining("'disk-low' is no alarm that is up (up: none)"),
    });
  });

  it('begins nothing after it was paused, until it is told to go on', async () => {
    const paused = await operator.ask('pause');
    expect(paused).toMatchObject({ ok: true, recorded: true });
    await operator.until('an idle lab', () => latestHealth(operator)['experimentsUnderWay'] === 0);
    expect(latestHealth(operator)['status']).toBe('paused');
    expect(begunAfter(operator, paused.seq)).toEqual([]);
    const resumed = await operator.ask('resume');
    expect(resumed).toMatchObject({ ok: true });
    await operator.until('a new experiment', () => begunAfter(operator, resumed.seq).length > 0);
  });

  it('stops everything on request: nothing runs any more, and what ran is recorded as stopped', async () => {
    await operator.until('a cell on a channel', () => place.busyInstruments().has('tester'));
    expect(await operator.ask('stop_all')).toMatchObject({ ok: true, recorded: true });
    expect(place.busyInstruments()).toEqual(new Set());
    const { experiments } = (await agent.rest('status')) as Report;
    expect(experiments.filter((experiment) => experiment.status === 'running')).toEqual([]);
    const stopped = experiments.find((experiment) => experiment.status === 'aborted')!;
    expect(stopped.failure).toMatchObject({ cause: 'stopped', attribution: 'operator' });
    expect(operator.latest('campaign/state')?.body).toMatchObject({ state: 'stopped', actor: 'operator' });
  });

  it('takes the stopped cells away and repeats their experiments when it is told to go on', async () => {
    const before = ((await agent.rest('status')) as Report).experiments.length;
    expect(await operator.ask('resume')).toMatchObject({ ok: true });
    const repeated = await operator.until('the end of a repeated experiment', async () => {
      const { experiments } = (await agent.rest('status')) as Report;
      return experiments.slice(before).find(({ attempt, status }) => attempt > 1 && status !== 'running');
    });
    expect(repeated.failure?.cause).not.toBe('place-occupied');
  });

  it('is announced as lost when it is killed, and refuses what the broker kept for its return', async () => {
    agent.kill('SIGKILL');
    await agent.ended;
    const lost = await operator.until('the last will', () => {
      const state = operator.latest('bridge/state');
      return state?.body['state'] === 'offline' && state;
    });
    expect(lost.body).toEqual({ state: 'offline', reason: 'lost' });
    const transaction = await operator.request('pause', {}, true);
    agent = place.run(...AT_WORK);
    expect(await operator.answer('pause', transaction)).toMatchObject({ ok: false, code: 'retained' });
    expect(await agent.rest('health/detail')).toMatchObject({ status: 'running' });
    agent.kill('SIGTERM');
    await agent.endsWell();
    expect(operator.latest('bridge/state')?.body).toMatchObject({ state: 'offline', reason: 'stopped' });
    const { code, output } = await place.verify();
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(await place.audit()).toMatchObject({ code: 0 });
  });
});

function keepsToSchema(topic: string, body: unknown): boolean {
  return ruleOf(topic)?.schema.safeParse(body).success ?? false;
}

function latestHealth(operator: Operator): Heard['body'] {
  return operator.latest('bridge/health')?.body ?? {};
}

/** Experiments that were announced as begun after the agent's message `seq`. */
function begunAfter(operator: Operator, seq: number): unknown[] {
  return operator.heard
    .filter(({ topic, body }) => topic === 'event/experiment.started' && Number(body['seq']) > seq)
    .map(({ body }) => body['subject']);
}
