import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Injection } from '../../../config/fault-injection.js';
import { parseLab } from '../../../config/load.js';
import { openControl, type Control } from '../../../simulators/lab/control.js';
import { LAB_FILE, labText } from '../../config/example-files.js';

const config = parseLab(labText, LAB_FILE);

describe('the control port', () => {
  const struck: Injection[] = [];
  let powered = true;
  let isOn = true;
  let control: Control;
  beforeEach(async () => {
    struck.length = 0;
    powered = true;
    isOn = true;
    const strike = (injection: Injection): boolean => {
      if (powered) struck.push(injection);
      return powered;
    };
    control = await openControl({ config, password: 'right', port: 0, isOn: () => isOn, strike });
  });
  afterEach(() => {
    control.close();
  });

  async function ask(body: unknown, password = 'right'): Promise<{ status: number; body: unknown }> {
    const response = await fetch(control.url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${password}` },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  it('brings a fault about, with defaults filled in', async () => {
    const answer = await ask({ instrument: 'cycler', fault: 'garbage' });
    const injection = { instrument: 'cycler', fault: 'garbage', count: 1 };
    expect(answer).toEqual({ status: 200, body: { struck: injection } });
    expect(struck).toEqual([injection]);
  });

  it('lists what it takes', async () => {
    const { status, body } = await ask(undefined);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toMatch(/"lost-acknowledgement"/);
  });

  it.each([
    [
      'an unknown instrument',
      { instrument: 'oven', fault: 'garbage' },
      /one of robot, cycler, station, compute, broker/,
    ],
    ['an unknown fault', { instrument: 'cycler', fault: 'garbge' }, /did you mean "garbage"/],
    [
      'a fault of another instrument',
      { instrument: 'robot', fault: 'channel-fault', channel: 1 },
      /one of cycler/,
    ],
    ['a value out of range', { instrument: 'cycler', fault: 'garbage', count: 0 }, /count: .*at least 1/],
    ['a time', { instrument: 'cycler', fault: 'garbage', at: 'day 1 00:00' }, /strike at once/],
    ['no JSON', 'garbage', /./],
    ['more than it reads', 'x'.repeat(20_000), /./],
  ])('refuses %s, says what it takes, and strikes nothing', async (_what, body, says) => {
    const answer = await ask(body);
    expect(answer).toEqual({ status: 400, body: { error: expect.stringMatching(says) } });
    expect(struck).toEqual([]);
  });

  it('strikes for nobody without the password', async () => {
    const { status } = await ask({ instrument: 'cycler', fault: 'garbage' }, 'wrong');
    expect([status, struck]).toEqual([401, []]);
  });

  it('does nothing while the lab is being switched on', async () => {
    isOn = false;
    expect((await ask(undefined)).status).toBe(503);
    expect((await ask({ instrument: 'cycler', fault: 'garbage' })).status).toBe(503);
    expect(struck).toEqual([]);
  });

  it('says when the instrument has no power', async () => {
    powered = false;
    const { status, body } = await ask({ instrument: 'cycler', fault: 'garbage' });
    expect([status, body]).toEqual([409, { error: 'cycler has no power: ask again when it is on' }]);
  });
});
