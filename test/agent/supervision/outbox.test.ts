import { describe, expect, it } from '@jest/globals';
import { TRIES } from '../../../agent/supervision/delivery.js';
import { PAGE, SETTLE_MS } from '../../../agent/supervision/outbox.js';
import { OutboxWorld, settled, upTo } from './outbox-world.js';

const S = 1000;
const H = 3600 * S;

function healthy(refuses?: (seq: number) => boolean): OutboxWorld {
  const world = new OutboxWorld(true, refuses);
  world.setLink(true);
  return world;
}

/** Records an event a second through an outage, and waits for the line to catch up. */
async function outage(world: OutboxWorld, lastsMs: number, events: number): Promise<void> {
  world.setLink(false);
  for (let n = 0; n < events; n++) {
    await world.clock.advance(lastsMs / events);
    world.record(1);
  }
  world.setLink(true);
  await world.comeToRest(600 * S);
}

describe('an outage of the broker', () => {
  it.each([
    ['1 s', S, 3],
    ['1 min', 60 * S, 60],
    ['10 min', 600 * S, 600],
    ['24 h', 24 * H, 2000],
  ])('of %s loses nothing, and keeps no more than a page in memory', async (_, lastsMs, events) => {
    const world = healthy();
    world.record(5);
    await world.comeToRest();
    await outage(world, lastsMs, events);
    expect(world.kept).toEqual(upTo(5 + events));
    expect(world).toMatchObject({ repeats: 0, cursor: 5 + events, troubles: [], withheld: [] });
    expect(world.largestPage).toBeLessThanOrEqual(PAGE);
  });

  it('a hundred times in a row loses nothing', async () => {
    const world = healthy();
    for (let flap = 0; flap < 100; flap++) {
      world.record(7);
      world.setLink(false);
      await world.advance(300);
      world.record(2);
      world.setLink(true);
      await world.advance(50);
    }
    await world.comeToRest();
    expect(world.kept).toEqual(upTo(900));
  });

  it('at the start only delays the events', async () => {
    const world = new OutboxWorld(true);
    world.record(250);
    await world.advance(H);
    expect(world).toMatchObject({ kept: [], cursor: 0 });
    world.setLink(true);
    await world.comeToRest();
    expect(world.kept).toEqual(upTo(250));
  });

  it('shows how many events wait and since when', async () => {
    const world = healthy();
    world.setLink(false);
    world.record(1);
    await world.advance(60 * S);
    world.record(2);
    expect(world.outbox).toMatchObject({ depth: 3, oldestS: 60 });
    world.setLink(true);
    await world.advance(S);
    expect(world.outbox).toMatchObject({ depth: 0, oldestS: 0 });
  });
});

describe('the cursor', () => {
  it('is written a second after the last event, not for each', async () => {
    const world = healthy();
    world.record(10);
    await settled();
    await world.advance(SETTLE_MS - 1);
    expect(world).toMatchObject({ cursor: 0, kept: upTo(10) });
    await world.advance(1);
    expect(world.cursor).toBe(10);
  });

  it('is written after a page of events even when they never cease', async () => {
    const world = healthy();
    for (let n = 0; n < 2 * PAGE + 50; n++) {
      world.record(1);
      await world.advance(SETTLE_MS / 2);
    }
    expect(world.cursor).toBe(2 * PAGE);
  });

  it('is written when the outbox stops, and the next one goes on from there', async () => {
    const world = healthy();
    world.record(3);
    await world.restart();
    expect(world).toMatchObject({ cursor: 3, repeats: 0 });
    world.record(1);
    await world.comeToRest();
    expect(world).toMatchObject({ kept: upTo(4), repeats: 0 });
  });
});

describe('an event that the broker never takes', () => {
  it('is withheld after its tries, told once, and the others go on in order', async () => {
    const world = healthy((seq) => seq === 3);
    world.record(6);
    await world.comeToRest();
    expect(world).toMatchObject({ kept: upTo(6), withheld: [3], cursor: 6 });
    expect(world.failures.get(3)).toBe(TRIES);
  });

  it('is not withheld for a link that is down, however long', async () => {
    const world = healthy();
    world.record(1);
    await world.comeToRest();
    world.setLink(false);
    world.record(1);
    await world.advance(24 * H);
    world.setLink(true);
    await world.comeToRest();
    expect(world).toMatchObject({ kept: [1, 2], withheld: [] });
  });
});

describe('an outbox that is stopped', () => {
  it('with the link down ends at once, and keeps what was not sent for the next start', async () => {
    const world = new OutboxWorld(true);
    world.record(4);
    await settled();
    await world.outbox.stop(3 * S);
    world.crash();
    await world.comeToRest();
    expect(world.kept).toEqual(upTo(4));
  });

  it('while the broker does not answer ends at its deadline', async () => {
    const world = new OutboxWorld();
    world.setLink(true);
    world.record(1);
    await settled();
    world.proceed(true);
    await settled();
    let ended = false;
    const stopped = world.outbox.stop(3 * S).then(() => (ended = true));
    await world.advance(3 * S - 1);
    expect(ended).toBe(false);
    await world.advance(1);
    await stopped;
    expect(world.kept).toEqual([]);
  });
});
