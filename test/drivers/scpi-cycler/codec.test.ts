import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Protocol, Step, Termination } from '../../../drivers/protocol.js';
import { commands } from '../../../drivers/scpi-cycler/codec/commands.js';
import { columnsOfWidth, decodeJobData, encodeJobData } from '../../../drivers/scpi-cycler/codec/job-data.js';
import {
  decodeChannelStatus,
  decodeJobStatus,
  encodeChannelStatus,
  encodeJobStatus,
  type JobStatus,
} from '../../../drivers/scpi-cycler/codec/job-status.js';
import { decodeProgram, encodeProgram, programChecksum } from '../../../drivers/scpi-cycler/codec/program.js';
import { decodeSteps } from '../../../drivers/scpi-cycler/codec/program-step.js';
import {
  decodeChamber,
  decodeChannelReading,
  encodeChannelReading,
} from '../../../drivers/scpi-cycler/codec/readings.js';
import {
  CodecError,
  formatNumber,
  parseNumber,
  quote,
  unquote,
} from '../../../drivers/scpi-cycler/codec/scpi-text.js';
import { seal, unseal } from '../../../drivers/scpi-cycler/codec/seal.js';
import {
  decodeError,
  decodeIdentity,
  encodeError,
  encodeIdentity,
  NO_ERROR,
} from '../../../drivers/scpi-cycler/codec/system.js';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const printable = fc.string({ unit: 'grapheme-ascii' });
const jobId = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/);
const termination: fc.Arbitrary<Termination> = fc.record({
  quantity: fc.constantFrom('voltage', 'current', 'time', 'capacity', 'voltage-rate', 'temperature'),
  value: finite,
});
const until = fc.array(termination, { maxLength: 3 });
const someUntil = fc.array(termination, { minLength: 1, maxLength: 3 });
const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { depthSize: 'small' },
    fc.record(
      { kind: fc.constant('rest' as const), durationS: finite, until: someUntil },
      { requiredKeys: ['kind', 'durationS'] },
    ),
    fc.record({ kind: fc.constant('temperature' as const), temperatureK: finite }),
    fc.record({ kind: fc.constant('constant-current' as const), currentA: finite, until }),
    fc.record({ kind: fc.constant('constant-voltage' as const), voltageV: finite, until }),
    fc.record({
      kind: fc.constant('constant-current-constant-voltage' as const),
      currentA: finite,
      voltageV: finite,
      until,
    }),
    fc.record({ kind: fc.constant('constant-power' as const), powerW: finite, until }),
    fc.record(
      { kind: fc.constant('pulse' as const), currentA: finite, durationS: finite },
      { requiredKeys: ['kind', 'currentA'] },
    ),
    fc.record({
      kind: fc.constant('impedance' as const),
      fromHz: finite,
      toHz: finite,
      perDecade: finite,
    }),
    fc.record({
      kind: fc.constant('loop' as const),
      times: fc.integer({ min: 1, max: 1e6 }),
      steps: fc.array(tie('step'), { maxLength: 4 }),
    }),
  ),
}));
const protocol: fc.Arbitrary<Protocol> = fc.record({
  steps: fc.array(step, { maxLength: 6 }),
  record: fc.record(
    { everyS: finite, everyV: finite, everyA: finite },
    { requiredKeys: ['everyS', 'everyV'] },
  ),
  limits: fc.record({
    minVoltageV: finite,
    maxVoltageV: finite,
    maxCurrentA: finite,
    maxTemperatureK: finite,
  }),
});
const program = fc.record({ channel: fc.integer({ min: 1, max: 999 }), cellId: printable, protocol });
const count = fc.nat(1e9);
const status: fc.Arbitrary<JobStatus> = fc
  .record({
    state: fc.constantFrom('unknown', 'running', 'completed', 'failed', 'aborted', 'interrupted'),
    progress: finite,
    rows: count,
    step: count,
    cycle: count,
    testTimeS: finite,
    fault: fc.option(fc.record({ code: printable.filter((code) => code !== ''), message: printable })),
  })
  .map(({ fault, ...rest }) => (fault ? { ...rest, fault } : rest));

describe('the codec of the tester', () => {
  it('writes every double so that it reads back the same', () => {
    fc.assert(fc.property(fc.double(), (value) => Object.is(parseNumber(formatNumber(value)), value)));
  });

  it('quotes any printable text', () => {
    fc.assert(fc.property(printable, (text) => unquote(quote(text)) === text));
  });

  it('decodes every program to what was encoded', () => {
    fc.assert(
      fc.property(program, (written) => {
        expect(decodeProgram(encodeProgram(written))).toEqual(written);
      }),
    );
  });

  it('gives different programs different checksums', () => {
    const base = { channel: 1, cellId: 'a', protocol: fc.sample(protocol, { numRuns: 1, seed: 1 })[0]! };
    const sums = [base, { ...base, channel: 2 }, { ...base, cellId: 'b' }].map(programChecksum);
    expect(new Set(sums).size).toBe(3);
  });

  it('refuses to write what would not read back', () => {
    const rest = (durationS: number) => ({ steps: [{ kind: 'rest' as const, durationS }], record, limits });
    const record = { everyS: 1, everyV: 1 };
    const limits = { minVoltageV: 0, maxVoltageV: 5, maxCurrentA: 1, maxTemperatureK: 330 };
    expect(() => encodeProgram({ channel: 1, cellId: 'a', protocol: rest(NaN) })).toThrow(CodecError);
    expect(() => encodeProgram({ channel: 1, cellId: 'Zelle ü', protocol: rest(1) })).toThrow(CodecError);
    expect(() => commands.jobStatus('no spaces')).toThrow(CodecError);
    expect(() => commands.jobStatus('x'.repeat(65))).toThrow(CodecError);
  });

  it('decodes every status, reading and row to what was encoded', () => {
    fc.assert(
      fc.property(jobId, status, (id, value) => {
        expect(decodeJobStatus(id, encodeJobStatus(id, value))).toEqual(value);
      }),
    );
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.double(), (voltageV, currentA, temperatureK) => {
        const reading = { voltageV, currentA, temperatureK };
        expect(decodeChannelReading(3, encodeChannelReading(3, reading))).toEqual(reading);
      }),
    );
    const page = fc
      .constantFrom(6, 9)
      .chain((width) =>
        fc
          .array(fc.array(fc.double(), { minLength: width, maxLength: width }))
          .map((rows) => ({ columns: columnsOfWidth(width)!, rows })),
      );
    fc.assert(
      fc.property(jobId, count, page, (id, from, written) => {
        expect(decodeJobData(id, from, encodeJobData(id, from, written))).toEqual(written);
      }),
    );
  });

  it('takes no answer about another job, channel or index', () => {
    const value = { state: 'running', progress: 0, rows: 0, step: 0, cycle: 0, testTimeS: 0 } as const;
    expect(() => decodeJobStatus('b', encodeJobStatus('a', value))).toThrow(CodecError);
    expect(() => decodeChannelStatus(2, encodeChannelStatus(1, 'a'))).toThrow(CodecError);
    const page = { columns: columnsOfWidth(6)!, rows: [] };
    expect(() => decodeJobData('a', 0, encodeJobData('a', 1, page))).toThrow(CodecError);
    expect(() => decodeJobData('a', 0, seal('"a",0,7;1,2,3,4,5,6,7'))).toThrow(CodecError);
    expect(() => decodeJobData('a', 0, seal('"a",0,6;1,2,3'))).toThrow(CodecError);
  });

  it.each<[string, RegExp]>([
    ['CC', /currentA of step line 2/],
    ['CC,abc,TIME,1', /currentA of step line 2 as a finite decimal number, found "abc"/],
    ['CC,9.9E37,TIME,1', /currentA of step line 2 as a finite/],
    ['CC,1,TIME', /the value of time of step line 2/],
    ['CC,1,WATT,5', /step line 2 to end at VOLT, CURR, TIME, CAP, RATE, TEMP, found "WATT"/],
    ['CCCV,1', /voltageV of step line 2/],
    ['TEMP,298,1', /step line 2 to end there, found "1"/],
    ['PULS,1,10,1', /step line 2 to end there/],
    ['IMP,1e5,0.01', /perDecade of step line 2/],
    ['REST', /durationS of step line 2/],
    ['NEXT', /a LOOP before its NEXT/],
    ['LOOP,2', /a NEXT for every LOOP/],
    ['WAIT,1', /step line 2 to be REST, TEMP, CC/],
  ])('refuses %s and says where', (step, message) => {
    expect(() => decodeSteps(['REST,1', step])).toThrow(message);
  });

  it('decodes errors and identities', () => {
    const error = { code: -113, text: 'Undefined header;"X", Y' };
    expect(decodeError(encodeError(error))).toEqual(error);
    const identity = { manufacturer: 'A', model: 'B', serialNumber: 'C', firmware: 'D' };
    expect(decodeIdentity(encodeIdentity(identity))).toEqual(identity);
  });

  it('takes no flipped bit of "no error" for an error, nor of an error for none', () => {
    const none = encodeError(NO_ERROR);
    for (const line of everyFlipOf(none)) expect(codeOf(line) ?? 'garbled').toBe('garbled');
    const refused = encodeError({ code: -221, text: 'Settings conflict;job.1 is for channel 2' });
    for (const line of everyFlipOf(refused)) expect(codeOf(line)).not.toBe(0);
  });

  it.each(['0,"No error;0"', '0,""', '1,"No error"', '-221,""', '-0.5,"Settings conflict"', '-9.9E37,"x"'])(
    'believes no error that a tester cannot say: %s',
    (line) => {
      expect(() => decodeError(line)).toThrow(/expected 0,"No error" or a negative code with its text/);
    },
  );

  it('catches every flipped bit of a sealed reply', () => {
    fc.assert(
      fc.property(printable, fc.nat(), fc.nat(6), (text, at, bit) => {
        const bytes = Buffer.from(seal(text), 'latin1');
        bytes[at % bytes.length]! ^= 1 << bit;
        expect(() => unseal(bytes.toString('latin1'))).toThrow(CodecError);
      }),
    );
  });

  it('throws nothing but a codec error on garbage', () => {
    const decoders: ((line: string) => unknown)[] = [
      decodeError,
      decodeIdentity,
      decodeChamber,
      (line) => decodeJobStatus('a', line),
      (line) => decodeChannelStatus(1, line),
      (line) => decodeChannelReading(1, line),
      (line) => decodeJobData('a', 0, line),
      (line) => decodeSteps(line.split('|')),
      (line) => decodeProgram(line.split('|')),
    ];
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map(seal),
      fc
        .string()
        .map((text) => `"a",${text}`)
        .map(seal),
    );
    fc.assert(
      fc.property(line, fc.constantFrom(...decoders), (text, decode) => {
        try {
          decode(text);
        } catch (error) {
          expect(error).toBeInstanceOf(CodecError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function everyFlipOf(line: string): string[] {
  const bits = Array.from({ length: 8 * line.length }, (_, bit) => bit);
  return bits.map((bit) => {
    const bytes = Buffer.from(line, 'latin1');
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    return bytes.toString('latin1');
  });
}

/** Of an error; undefined when it makes no sense. */
function codeOf(line: string): number | undefined {
  try {
    return decodeError(line).code;
  } catch (error) {
    expect(error).toBeInstanceOf(CodecError);
    return undefined;
  }
}
