import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../../core/clock.js';
import { seededRng } from '../../../core/rng.js';
import { HeldReadings } from '../../../simulators/faults/held-readings.js';
import { SteppedClock } from '../../../simulators/faults/stepped-clock.js';
import { Wire, type LinkFault } from '../../../simulators/faults/wire.js';

class Bench {
  readonly clock = new ManualClock(0);
  readonly wire = new Wire(this.clock, seededRng('wire'));
  readonly arrived: string[] = [];
  cuts = 0;

  constructor(...faults: LinkFault[]) {
    this.wire.onCut(() => (this.cuts += 1));
    for (const fault of faults) this.wire.strike(fault);
  }

  send(...texts: string[]): Promise<unknown> {
    const put = (bytes: Buffer): void => {
      this.arrived.push(bytes.toString('latin1'));
    };
    return Promise.all(texts.map((text) => this.wire.send(Buffer.from(text), put)));
  }

  receives(text: string): boolean {
    let taken = false;
    this.wire.receive(Buffer.from(text), () => (taken = true));
    return taken;
  }
}

describe('a wire', () => {
  it('carries everything in order while nothing strikes', async () => {
    const bench = new Bench();
    await bench.send('a', 'b', 'c');
    expect([bench.arrived, bench.receives('x'), bench.cuts]).toEqual([['a', 'b', 'c'], true, 0]);
  });

  it('puts noise before answers, as many as struck', async () => {
    const bench = new Bench({ fault: 'garbage', count: 2 });
    await bench.send('one', 'two', 'three');
    expect(bench.arrived.map((text) => ['one', 'two', 'three'].includes(text))).toEqual([false, false, true]);
    expect(bench.arrived.slice(0, 2).map((text) => text.slice(-3))).toEqual(['one', 'two']);
  });

  it('sends an answer twice', async () => {
    const bench = new Bench({ fault: 'duplicate', count: 1 });
    await bench.send('one', 'two');
    expect(bench.arrived).toEqual(['oneone', 'two']);
  });

  it('sends half an answer and breaks the connection', async () => {
    const bench = new Bench({ fault: 'truncated', count: 1 });
    await bench.send('abcdef', 'two');
    expect([bench.arrived, bench.cuts]).toEqual([['abc', 'two'], 1]);
  });

  it('loses what is sent after a job has begun, and nothing else', async () => {
    const bench = new Bench({ fault: 'lost-acknowledgement', count: 1 });
    await bench.send('reading');
    bench.wire.jobBegun();
    await bench.send('begun', 'reading');
    bench.wire.jobBegun();
    await bench.send('begun');
    expect([bench.arrived, bench.cuts]).toEqual([['reading', 'reading', 'begun'], 1]);
  });

  it('is late for a while, and keeps the order', async () => {
    const bench = new Bench({ fault: 'slow-answer', delayS: 2, durationS: 3 });
    const sent = bench.send('a', 'b', 'c');
    await bench.clock.advance(1999);
    expect(bench.arrived).toEqual([]);
    await bench.clock.advance(2001);
    expect(bench.arrived).toEqual(['a', 'b', 'c']);
    await sent;
  });

  it('is dead in both directions while it is cut', async () => {
    const bench = new Bench({ fault: 'disconnect', durationS: 5 });
    await bench.send('lost');
    expect([bench.cuts, bench.wire.dead, bench.receives('x')]).toEqual([1, true, false]);
    await bench.clock.advance(5000);
    await bench.send('there');
    expect([bench.arrived, bench.receives('x')]).toEqual([['there'], true]);
  });
});

describe('a clock that is stepped', () => {
  it('tells the wrong time for a while, and measures intervals rightly throughout', async () => {
    const right = new ManualClock(1000);
    const clock = new SteppedClock(right, right);
    clock.step(3_600_000, 5000);
    expect([clock.now(), clock.monotonic()]).toEqual([3_601_000, 1000]);
    await right.advance(5000);
    expect([clock.now(), clock.monotonic()]).toEqual([6000, 6000]);
  });
});

describe('readings that freeze', () => {
  it('stay what they were, each its own, and go on afterwards', async () => {
    const lab = new ManualClock(0);
    const held = new HeldReadings(lab);
    let value = 1;
    const read = (name: string): number => held.read(name, () => value);
    expect(read('water')).toBe(1);
    held.freeze(10);
    value = 2;
    expect([read('water'), read('oxygen')]).toEqual([1, 2]);
    value = 3;
    expect([read('water'), read('oxygen')]).toEqual([1, 2]);
    await lab.advance(10_000);
    expect(read('water')).toBe(3);
  });
});
