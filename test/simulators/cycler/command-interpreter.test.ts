import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commands } from '../../../drivers/scpi-cycler/codec/commands.js';
import { decodeJobStatus } from '../../../drivers/scpi-cycler/codec/job-status.js';
import {
  decodeProgramChecksum,
  encodeProgram,
  programChecksum,
} from '../../../drivers/scpi-cycler/codec/program.js';
import { encodeChannelCount } from '../../../drivers/scpi-cycler/codec/system.js';
import { CommandInterpreter } from '../../../simulators/cycler/command-interpreter.js';
import { ErrorQueue } from '../../../simulators/cycler/error-queue.js';
import { LineSession } from '../../../simulators/cycler/line-session.js';
import { CHARGE, protocolOf, testerOn } from './fixtures.js';

const identity = { manufacturer: 'Interphase', model: 'BT-2', serialNumber: 'BT1', firmware: '1.0' };
const program = { channel: 1, cellId: 'cell-1', protocol: CHARGE };

async function conversation() {
  const { tester, room } = await testerOn();
  const interpreter = new CommandInterpreter({
    tester,
    identity,
    programs: new Map(),
    errors: new ErrorQueue(),
    upload: undefined,
  });
  const error = () => interpreter.execute('SYST:ERR?');
  const upload = async (jobId: string, what = program) => {
    for (const line of [commands.newProgram(jobId), ...encodeProgram(what), commands.endProgram])
      await interpreter.execute(line);
  };
  return { interpreter, tester, room, error, upload };
}

describe('the command interpreter', () => {
  it('answers *IDN?, in any case, with spaces around', async () => {
    const { interpreter } = await conversation();
    expect(await interpreter.execute('  *idn?\r')).toBe('Interphase,BT-2,BT1,1.0');
  });

  it('queues errors first in, first out, and answers settings with nothing', async () => {
    const { interpreter, error } = await conversation();
    expect(await interpreter.execute('FOO:BAR 1')).toBeUndefined();
    expect(await interpreter.execute('CHAN9:STAT?')).toBeUndefined();
    expect(await error()).toBe('-113,"Undefined header;FOO:BAR"');
    expect(await error()).toBe('-114,"Header suffix out of range;channels are 1 to 2"');
    expect(await error()).toBe('0,"No error"');
  });

  it('marks an error queue that ran over, and clears it', async () => {
    const { interpreter, error } = await conversation();
    for (let i = 0; i < 15; i++) await interpreter.execute(`BAD${i}`);
    for (let i = 0; i < 9; i++) expect(await error()).toContain(`BAD${i}`);
    expect(await error()).toBe('-350,"Queue overflow"');
    await interpreter.execute('BAD');
    await interpreter.execute('*CLS');
    expect(await error()).toBe('0,"No error"');
  });

  it('takes a program, reads it back, and starts it once', async () => {
    const { interpreter, room, error, upload } = await conversation();
    await upload('job.1');
    const reply = await interpreter.execute(commands.programChecksum('job.1'));
    expect(decodeProgramChecksum('job.1', reply!)).toBe(programChecksum(program));
    await interpreter.execute(commands.start(1, 'job.1'));
    await interpreter.execute(commands.start(1, 'job.1'));
    expect(await error()).toBe('0,"No error"');
    expect(room.begun).toEqual(['job.1']);
    const status = await interpreter.execute(commands.jobStatus('job.1'));
    expect(decodeJobStatus('job.1', status!)).toMatchObject({ state: 'running' });
  });

  it('does not start a program in another channel than it was written for, nor one it does not have', async () => {
    const { interpreter, room, error, upload } = await conversation();
    await upload('job.1');
    await interpreter.execute(commands.start(2, 'job.1'));
    expect(await error()).toContain('-221');
    await interpreter.execute(commands.start(1, 'job.2'));
    expect(await error()).toContain('-282');
    expect(room.begun).toEqual([]);
  });

  it('refuses a program outside what the channels can do', async () => {
    const { error, upload } = await conversation();
    const limits = { ...CHARGE.limits, maxVoltageV: 9 };
    const until = [{ quantity: 'voltage', value: 8 }] as const;
    await upload('job', {
      ...program,
      protocol: { ...protocolOf({ kind: 'constant-current', currentA: 0.01, until }), limits },
    });
    expect(await error()).toBe('-222,"Data out of range;step 1: voltage 8 V, limits 0 to 5 V"');
  });

  it('refuses half a program', async () => {
    const { interpreter, error } = await conversation();
    await interpreter.execute(commands.newProgram('job'));
    await interpreter.execute('PROG:CHAN 1');
    await interpreter.execute(commands.endProgram);
    expect(await error()).toContain('-285,"Program syntax error');
  });

  it('forgets half an upload and old errors when the host synchronises', async () => {
    const { interpreter, error } = await conversation();
    await interpreter.execute(commands.newProgram('job'));
    await interpreter.execute('GARBAGE');
    expect(await interpreter.execute(commands.synchronise('t1'))).toBe('"t1"');
    expect(await error()).toBe('0,"No error"');
    await interpreter.execute('PROG:CHAN 1');
    expect(await error()).toContain('-221');
  });

  it('lives through any line', async () => {
    const { interpreter, error, room } = await conversation();
    const headers = [
      'PROG:NEW',
      'PROG:STEP',
      'PROG:END',
      'JOB:DATA?',
      'CHAN1:STAR',
      'MEAS:CHAN1?',
      'JOB:STAT?',
    ];
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.constantFrom(...headers), fc.string()).map(([header, text]) => `${header} ${text}`),
    );
    await fc.assert(fc.asyncProperty(line, async (text) => interpreter.execute(text).then(() => true)));
    await interpreter.execute('*CLS');
    expect(await error()).toBe('0,"No error"');
    expect(room.begun).toEqual([]);
  });
});

describe('a line session', () => {
  it('answers in order whatever the chunks are', async () => {
    const { interpreter } = await conversation();
    const expected = 'Interphase,BT-2,BT1,1.0\n-113,"Undefined header;A"\n' + encodeChannelCount(2) + '\n';
    for (const size of [1, 7, 1000]) {
      const replies: string[] = [];
      const session = new LineSession(
        interpreter,
        async (text) => void replies.push(text),
        () => undefined,
      );
      const bytes = Buffer.from('*IDN?\nA\r\n\nSYST:ERR?\nSYST:CHAN?\n');
      for (let i = 0; i < bytes.length; i += size) session.receive(bytes.subarray(i, i + size));
      await settled(() => replies.length === 3);
      expect(replies.join('')).toBe(expected);
    }
  });

  it('throws an over-long line away and reports it', async () => {
    const { interpreter, error } = await conversation();
    const replies: string[] = [];
    const session = new LineSession(
      interpreter,
      async (text) => void replies.push(text),
      () => undefined,
    );
    session.receive(Buffer.from('x'.repeat(5000)));
    session.receive(Buffer.from('\n*IDN?\n'));
    await settled(() => replies.length === 1);
    expect(await error()).toBe('-363,"Input buffer overrun"');
    expect(await error()).toBe('0,"No error"');
  });
});

async function settled(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !done(); turn++) await Promise.resolve();
}
