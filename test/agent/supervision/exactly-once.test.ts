import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Asker } from '../../../agent/access/asker.js';
import type { OperatorAnswer, RefusalCode } from '../../../agent/supervision/contract/requests.js';
import { RequestDesk } from '../../../agent/supervision/request-desk.js';
import { ManualClock } from '../../../core/clock.js';
import { seededRng, shuffled } from '../../../core/rng.js';
import { doing } from './doing.js';
import { notedJournal } from './noted-journal.js';

const N = 1000;
const ADA: Asker = { name: 'ada', role: 'operator', via: 'mqtt', from: 'broker' };
const numbers = Array.from({ length: N }, (_, k) => k);

let clock: ManualClock;
let done: string[];
let desk: RequestDesk;

beforeEach(() => {
  clock = new ManualClock();
  done = [];
  const onTrouble = (): void => undefined;
  desk = new RequestDesk({ clock, commands: doing(done), journal: notedJournal([]), onTrouble });
});

interface Sent {
  readonly message: Readonly<Record<string, unknown>>;
  readonly retained?: boolean;
}

function request(k: number, ageMs = 0): Sent {
  const issued_at = new Date(clock.now() - ageMs).toISOString();
  return { message: { transaction: `t${k}`, issued_at, reason: String(k) } };
}

/** Delivers in this order; @returns the answers by transaction */
async function deliver(sent: readonly Sent[]): Promise<Map<string, OperatorAnswer[]>> {
  const answers = new Map<string, OperatorAnswer[]>();
  for (const each of sent) {
    const answer = await desk.answer({ verb: 'pause', ...each }, ADA);
    answers.set(answer.transaction!, [...(answers.get(answer.transaction!) ?? []), answer]);
  }
  return answers;
}

async function expectRefused(code: RefusalCode, sent: readonly Sent[]): Promise<void> {
  const answers = await deliver(sent);
  expect(answers.size).toBe(N);
  for (const each of answers.values()) expect(each).toEqual([expect.objectContaining({ ok: false, code })]);
  expect(done).toEqual([]);
}

describe(`of ${N} requests`, () => {
  it('each that comes twice or three times is done once, and answered alike each time', async () => {
    const all = numbers.map((k) => request(k));
    const answers = await deliver(
      shuffled([...all, ...all, ...all.slice(0, N / 2)], seededRng('deliveries')),
    );
    expect(answers.size).toBe(N);
    for (const each of answers.values()) {
      expect(each.length).toBeGreaterThanOrEqual(2);
      for (const answer of each) expect(answer).toEqual({ ...each[0], ok: true });
    }
    expect(done).toHaveLength(N);
    expect(new Set(done).size).toBe(N);
  });

  it('each that comes in another order than it was asked in is done once', async () => {
    const answers = await deliver(
      shuffled(
        numbers.map((k) => request(k, k % 10_000)),
        seededRng('deliveries'),
      ),
    );
    expect([...answers.values()].every(([answer]) => answer!.ok)).toBe(true);
    expect(new Set(done).size).toBe(N);
    expect(done).toHaveLength(N);
  });

  it('none that is late is done, and each is told so', async () => {
    await expectRefused(
      'expired',
      numbers.map((k) => request(k, 10_001 + 1000 * k)),
    );
  });

  it('none that the broker kept is done, and each is told so', async () => {
    await expectRefused(
      'retained',
      numbers.map((k) => ({ ...request(k), retained: true })),
    );
  });
});

it('a transaction is not forgotten while its request could still pass for a fresh one', async () => {
  const first = request(0);
  await deliver([first]);
  await deliver(numbers.slice(1).map((k) => request(k)));
  await deliver(numbers.map((k) => request(N + k)));
  await deliver([first]);
  expect(done.filter((act) => act.endsWith(': 0'))).toHaveLength(1);
});
