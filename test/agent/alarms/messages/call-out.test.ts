import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { QuietHours } from '../../../../config/alarms.js';
import { ManualClock } from '../../../../core/clock.js';
import { Alarms } from '../../../../agent/alarms/alarms.js';
import type { Priority } from '../../../../agent/alarms/alarm-state.js';
import type { Condition } from '../../../../agent/alarms/condition.js';
import { CallOut } from '../../../../agent/alarms/messages/call-out.js';
import type { Route } from '../../../../agent/alarms/messages/route.js';
import type { Letter } from '../../../../agent/alarms/messages/wording.js';
import type { NewEvent } from '../../../../agent/record/lab-event.js';
import type { LabRecord } from '../../../../agent/record/record.js';

/** The record of a lab, as far as alarms need it: in memory, so that time stands still while it is written. */
class MemoryRecord {
  readonly events: NewEvent[] = [];

  append: LabRecord['append'] = async (...events) => {
    this.events.push(...events);
    return [];
  };

  of<K extends NewEvent['kind']>(kind: K): Extract<NewEvent, { kind: K }>[] {
    return this.events.filter((event): event is Extract<NewEvent, { kind: K }> => event.kind === kind);
  }
}

/** A telephone in a test's hand. */
class Phone implements Route {
  readonly got: (Letter & { readonly atMs: number })[] = [];
  /** What keeps it from taking letters; `silent` never answers. */
  outage: 'none' | 'refused' | 'silent' = 'none';
  attempts = 0;

  constructor(
    private readonly clock: ManualClock,
    readonly name = 'phone',
    readonly takes: Priority = 'low',
    readonly quiet?: QuietHours,
  ) {}

  async send(letter: Letter): Promise<string> {
    this.attempts += 1;
    if (this.outage === 'refused') throw new Error('HTTP 503');
    if (this.outage === 'silent') await new Promise(() => undefined);
    this.got.push({ ...letter, atMs: this.clock.monotonic() });
    return 'HTTP 200';
  }

  get ids(): string[] {
    return this.got.flatMap(({ alarms }) => alarms.map(({ id }) => id));
  }
}

const LOW: Condition = { definition: 'disk-low', text: '1.9 GB free' };
const FULL: Condition = { definition: 'disk-full', text: '0.4 GB free' };

let clock: ManualClock;
let record: MemoryRecord;
let alarms: Alarms;
let callOut: CallOut;

function begin(...routes: Route[]): void {
  callOut = new CallOut({ routes, alarms, lab: 'Bench 3', clock });
  callOut.start();
}

async function seeing(seconds: number, ...conditions: Condition[]): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    await alarms.observe(conditions);
    await clock.advance(1000);
  }
}

beforeEach(() => {
  clock = new ManualClock();
  record = new MemoryRecord();
  const withoutDatabase = record as unknown as LabRecord;
  const onTrouble = (error: Error): never => {
    throw error;
  };
  alarms = new Alarms({ record: withoutDatabase, clock, expected: () => undefined, onTrouble });
});
afterEach(async () => {
  await callOut.stop(0);
});

describe('people are told of an alarm', () => {
  it('once on each route that takes its priority, with what to do', async () => {
    const phone = new Phone(clock, 'phone', 'high');
    const mail = new Phone(clock, 'mail');
    begin(phone, mail);
    await seeing(5, LOW);
    expect(phone.ids).toEqual([]);
    expect(mail.ids).toEqual(['disk-low']);
    await seeing(60, LOW, FULL);
    expect(phone.ids).toEqual(['disk-full']);
    expect(mail.ids).toEqual(['disk-low', 'disk-full']);
    expect(phone.got[0]).toMatchObject({
      title: 'Bench 3: critical alarm disk-full',
      text: expect.stringMatching(/CRITICAL disk-full .*0\.4 GB free\nTo do, within 1 h: Free space/),
      priority: 'critical',
    });
    expect(record.of('message.sent').map(({ subject, body }) => [subject, body.alarms, body.answer])).toEqual(
      [
        ['mail', ['disk-low'], 'HTTP 200'],
        ['phone', ['disk-full'], 'HTTP 200'],
        ['mail', ['disk-full'], 'HTTP 200'],
      ],
    );
  });

  it('again when it comes again', async () => {
    const phone = new Phone(clock);
    begin(phone);
    await seeing(1, LOW);
    await seeing(1);
    await seeing(1, LOW);
    expect(phone.ids).toEqual(['disk-low', 'disk-low']);
  });

  it('not when it was seen before anybody could be called, and not while it is shelved', async () => {
    const phone = new Phone(clock);
    phone.outage = 'refused';
    begin(phone);
    await seeing(1, LOW);
    await alarms.acknowledge('ada', 'disk-low', '');
    phone.outage = 'none';
    await seeing(60, LOW);
    expect(phone.ids).toEqual([]);
  });
});

describe('in quiet hours', () => {
  // The clock of the test begins at midnight, UTC.
  const untilTwo: QuietHours = { from: '22:00', to: '02:00', zone: 'UTC', takes: 'critical' };
  const WARM: Condition = { definition: 'broker-away', text: 'down' };

  it('only what is urgent goes out, and the rest follows when they end', async () => {
    const phone = new Phone(clock, 'phone', 'low', untilTwo);
    begin(phone);
    await seeing(60, LOW, FULL);
    expect(phone.ids).toEqual(['disk-full']);
    expect(callOut.list).toMatchObject([{ name: 'phone', takes: 'low', takesNow: 'critical' }]);
    await clock.advance(2 * 3_600_000);
    await seeing(5, LOW, FULL);
    expect(phone.ids).toEqual(['disk-full', 'disk-low']);
    expect(callOut.list).toMatchObject([{ takesNow: 'low' }]);
  });

  it('nothing is told afterwards that somebody has seen meanwhile, or that has gone', async () => {
    const phone = new Phone(clock, 'phone', 'low', untilTwo);
    begin(phone);
    await seeing(60, LOW, WARM);
    await alarms.acknowledge('ada', 'disk-low', '');
    await seeing(60, LOW);
    await clock.advance(2 * 3_600_000);
    await seeing(5, LOW);
    expect(phone.ids).toEqual([]);
  });

  it('another route goes on as usual, and the agent does not wait for their end when it ends', async () => {
    const [phone, mail] = [new Phone(clock, 'phone', 'low', untilTwo), new Phone(clock, 'mail')];
    begin(phone, mail);
    await seeing(10, LOW);
    expect([phone.ids, mail.ids]).toEqual([[], ['disk-low']]);
    await callOut.stop(3_600_000);
    expect(phone.ids).toEqual([]);
  });
});

describe('a test of a route', () => {
  it('says what came back, and is logged as a message about no alarm', async () => {
    begin(new Phone(clock));
    expect(await callOut.test('phone')).toBe('phone took it: HTTP 200');
    expect(record.of('message.sent')).toMatchObject([{ subject: 'phone', body: { alarms: [], tries: 1 } }]);
  });

  it('says why it failed, and that is an event too', async () => {
    const phone = new Phone(clock);
    phone.outage = 'refused';
    begin(phone);
    await expect(callOut.test('phone')).rejects.toThrow('phone did not take it: HTTP 503');
    expect(record.of('message.failed')).toMatchObject([{ subject: 'phone', body: { reason: 'HTTP 503' } }]);
  });

  it('names the routes that there are', async () => {
    begin(new Phone(clock));
    await expect(callOut.test('pager')).rejects.toThrow(
      "no route 'pager' (alarms.routes of the lab file: phone)",
    );
  });
});

describe('a flood of 1,000 alarms in 10 s', () => {
  it('names every critical one within 10 s, and makes of the others one summary a minute', async () => {
    const phone = new Phone(clock);
    begin(phone);
    const raisedMs = new Map<string, number>();
    for (let number = 0; number < 1000; number++) {
      const definition = number % 20 === 0 ? 'safe-state-not-reached' : 'cell-over-limit';
      const source = String(number);
      raisedMs.set(`${definition}.${source}`, clock.monotonic());
      await alarms.strike({ definition, source, text: 'look' });
      await clock.advance(10);
    }
    await clock.advance(180_000);
    const toldMs = new Map(phone.got.flatMap(({ alarms: told, atMs }) => told.map(({ id }) => [id, atMs])));
    expect([...toldMs.keys()].sort()).toEqual([...raisedMs.keys()].sort());
    for (const [id, atMs] of raisedMs) {
      if (id.startsWith('safe-state')) expect(toldMs.get(id)! - atMs).toBeLessThanOrEqual(10_000);
    }
    const usual = phone.got.filter(({ priority }) => priority !== 'critical');
    expect(usual.filter(({ isSummary }) => isSummary).length).toBeGreaterThan(0);
    for (const { atMs } of usual) {
      const minute = usual.filter((each) => each.atMs >= atMs && each.atMs < atMs + 60_000);
      expect(minute.filter(({ isSummary }) => isSummary).length).toBeLessThanOrEqual(1);
      expect(minute.length).toBeLessThanOrEqual(4);
    }
    expect(usual.at(-1)!.text).toMatch(/\.\.\. of \d+: \d+ cell-over-limit/);
  });

  it('with other messages stuck on a route that does not answer, still lets critical ones by', async () => {
    const phone = new Phone(clock);
    begin(phone);
    phone.outage = 'silent';
    await seeing(1, LOW);
    phone.outage = 'none';
    await seeing(2, LOW, FULL);
    expect(phone.ids).toEqual(['disk-full']);
    await seeing(12, LOW, FULL);
    expect(phone.ids).toEqual(['disk-full', 'disk-low']);
  });
});

describe('a route that is out', () => {
  it.each(['refused', 'silent'] as const)(
    'is tried again, ever more slowly, and told all when it is back: %s',
    async (outage) => {
      const phone = new Phone(clock);
      phone.outage = outage;
      begin(phone);
      await seeing(3600, LOW, FULL);
      expect(phone.attempts).toBeGreaterThan(60);
      expect(phone.attempts).toBeLessThan(180);
      expect(record.of('message.failed').map(({ subject, body }) => [subject, body.tries])).toEqual([
        ['phone', 3],
        ['phone', 3],
      ]);
      const reason = outage === 'refused' ? 'HTTP 503' : 'no answer within 8 s';
      expect([...callOut.failing]).toEqual([['phone', reason]]);
      phone.outage = 'none';
      await seeing(320, LOW, FULL);
      expect(phone.ids.sort()).toEqual(['disk-full', 'disk-low']);
      expect(callOut.failing.size).toBe(0);
    },
  );

  it('is told of on the others, not on itself', async () => {
    const [phone, mail] = [new Phone(clock), new Phone(clock, 'mail')];
    begin(phone, mail);
    await seeing(2, { definition: 'messages-failing', source: 'phone', text: 'HTTP 503' });
    expect(mail.ids).toEqual(['messages-failing.phone']);
    expect(phone.ids).toEqual([]);
  });

  it('holds up an end of the agent for a few seconds only', async () => {
    const phone = new Phone(clock);
    phone.outage = 'silent';
    begin(phone);
    await seeing(1, FULL);
    let hasEnded = false;
    const ending = callOut.stop(5000).then(() => (hasEnded = true));
    await clock.advance(4900);
    expect(hasEnded).toBe(false);
    await clock.advance(8000);
    await ending;
  });
});
