import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ManualClock } from '../../../core/clock.js';
import { LineAssembler } from '../../../drivers/transports/line-assembler.js';
import { LineTransport } from '../../../drivers/transports/line-transport.js';
import { fakePorts, inStep, synchronisation } from './fake-port.js';

const asIs = (reply: string): string => reply;
const number = (reply: string): number => {
  if (!/^\d+$/.test(reply)) throw new Error('not a number');
  return Number(reply);
};

async function transportOn() {
  const clock = new ManualClock();
  const discarded: string[] = [];
  const { ports, open } = fakePorts((port) => {
    port.answer = inStep;
  });
  const transport = await LineTransport.open(
    {
      instrument: 'dev',
      clock,
      synchronisation,
      deadlineMs: 100,
      maxReplyLength: 100,
      onDiscarded: (text) => discarded.push(text),
    },
    open,
  );
  const ask = <T>(line: string, decode: (reply: string) => T) =>
    transport.turn((talk) => talk.query(line, decode, 100));
  return { clock, port: ports[0]!, transport, ask, discarded };
}

/** The lines written after the synchronisations. */
function questions(written: readonly string[]): string[] {
  return written.filter((text) => !text.includes('SYNC')).map((text) => text.trim());
}

describe('a line transport', () => {
  it('asks and is answered, with one question on the line at a time', async () => {
    const { clock, port, ask } = await transportOn();
    const both = Promise.all([ask('A?', asIs), ask('B?', asIs)]);
    await clock.advance(1);
    expect(questions(port.written)).toEqual(['A?']);
    port.say('a\n');
    await clock.advance(1);
    expect(questions(port.written)).toEqual(['A?', 'B?']);
    port.say('b\r\n');
    expect(await both).toEqual(['a', 'b']);
  });

  it('takes an answer that comes before the write returns', async () => {
    const { port, ask } = await transportOn();
    port.answer = (line) => inStep(line) ?? 'early';
    expect(await ask('A?', asIs)).toBe('early');
  });

  it('takes the first of two replies in one chunk and discards the other', async () => {
    const { port, ask, discarded } = await transportOn();
    port.answer = (line) => inStep(line) ?? '1\n2';
    expect(await ask('A?', number)).toBe(1);
    expect(discarded).toEqual(['2']);
    port.answer = (line) => inStep(line) ?? '3';
    expect(await ask('B?', number)).toBe(3);
  });

  it('skips noise before the reply and counts it', async () => {
    const { port, ask, transport, discarded } = await transportOn();
    port.answer = (line) => inStep(line) ?? '\x00\xffU\n7';
    expect(await ask('A?', number)).toBe(7);
    expect(discarded).toEqual(['\x00\xffU']);
    expect(transport.discardedBytes).toBe(3);
  });

  it('says which: no reply, or none that made sense', async () => {
    const { clock, port, ask } = await transportOn();
    const silent = ask('A?', number).catch((error: unknown) => error);
    await clock.advance(100);
    expect(await silent).toMatchObject({
      fault: 'unknown-outcome',
      instrument: 'dev',
      context: { line: 'A?' },
    });
    port.answer = (line) => inStep(line) ?? 'nonsense';
    const senseless = ask('B?', number).catch((error: unknown) => error);
    await clock.advance(100);
    expect(await senseless).toMatchObject({ fault: 'protocol' });
  });

  it('never takes the late reply to one question for the reply to the next', async () => {
    const { clock, port, ask, discarded } = await transportOn();
    const late = ask('A?', asIs).catch((error: unknown) => error);
    await clock.advance(100);
    expect(await late).toMatchObject({ fault: 'unknown-outcome' });
    port.answer = () => undefined;
    const next = ask('B?', asIs);
    await clock.advance(1);
    port.say('a\n');
    await clock.advance(1);
    expect(questions(port.written)).toEqual(['A?']);
    const token = /SYNC (\S+)/.exec(port.written.at(-1)!)![1]!;
    port.say(`${token}\n`);
    await clock.advance(1);
    port.say('b\n');
    expect(await next).toBe('b');
    expect(discarded).toEqual(['a']);
  });

  it('sends nothing when the instrument cannot be brought into step', async () => {
    const { clock, port, ask, transport } = await transportOn();
    port.answer = () => undefined;
    const refused = ask('A?', asIs).catch((error: unknown) => error);
    await clock.advance(100);
    expect(await refused).toMatchObject({ fault: 'not-sent' });
    expect(questions(port.written)).toEqual([]);
    expect(transport.unanswered).toBe(1);
    port.answer = inStep;
    await transport.ping();
    expect(transport.unanswered).toBe(0);
  });

  it('rejects at once what is under way when the port closes, and all that waits behind it', async () => {
    const { clock, port, ask, transport } = await transportOn();
    const outcomes = Promise.allSettled([ask('A?', asIs), ask('B?', asIs)]);
    await clock.advance(1);
    port.unplug(new Error('bad file descriptor'));
    port.unplug();
    expect(await outcomes).toMatchObject([
      { reason: { fault: 'unknown-outcome', cause: { message: 'bad file descriptor' } } },
      { reason: { fault: 'not-sent' } },
    ]);
    expect(transport.closed.aborted).toBe(true);
    expect(questions(port.written)).toEqual(['A?']);
  });

  it('keeps the line for one turn as a whole', async () => {
    const { port, transport, ask } = await transportOn();
    port.answer = (line) => inStep(line) ?? 'ok';
    const pair = transport.turn(async (talk) => {
      await talk.send('SET 1', 100);
      return talk.query('ERR?', asIs, 100);
    });
    await Promise.all([pair, ask('A?', asIs)]);
    expect(questions(port.written)).toEqual(['SET 1', 'ERR?', 'A?']);
  });
});

describe('a line assembler', () => {
  it('gives the same lines wherever the chunks are cut', () => {
    const line = fc.string({ unit: 'grapheme-ascii', maxLength: 30 });
    fc.assert(
      fc.property(fc.array(line), fc.integer({ min: 1, max: 20 }), (lines, size) => {
        const assembler = new LineAssembler(100, () => undefined);
        const bytes = Buffer.from(lines.map((each) => `${each}\n`).join(''));
        const found: string[] = [];
        for (let at = 0; at < bytes.length; at += size)
          found.push(...assembler.push(bytes.subarray(at, at + size)));
        expect(found).toEqual(lines);
      }),
    );
  });

  it('keeps no line without an end beyond its length', () => {
    const lost: string[] = [];
    const assembler = new LineAssembler(10, (text) => lost.push(text));
    expect(assembler.push(Buffer.from('x'.repeat(11)))).toEqual([]);
    expect(assembler.push(Buffer.from('y\n'))).toEqual(['y']);
    expect(lost).toEqual(['x'.repeat(11)]);
  });
});
