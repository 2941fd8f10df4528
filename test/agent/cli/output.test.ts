import { EventEmitter } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Output } from '../../../agent/cli/output.js';
import { RecordFolder } from '../a-record.js';
import { interphase, interphaseInto } from './command-line.js';

class FakeStream extends EventEmitter {
  readonly written: string[] = [];

  write(text: string): boolean {
    this.written.push(text);
    return true;
  }
}

function aCommand(onlyTells: boolean) {
  const [out, err, codes] = [new FakeStream(), new FakeStream(), [] as number[]];
  const output = new Output(out as never, err as never, (code) => codes.push(code));
  output.onlyTells = onlyTells;
  return { out, err, codes, output };
}

function trouble(code: string): Error {
  return Object.assign(new Error(`${code}: on purpose`), { code });
}

describe('output that cannot be written', () => {
  it('is said once, and ends a command with 3 whatever it found', () => {
    const { out, err, codes, output } = aCommand(false);
    out.emit('error', trouble('ENOSPC'));
    out.emit('error', trouble('ENOSPC'));
    output.end();
    expect(err.written).toEqual(['cannot write the output: ENOSPC: on purpose\n']);
    expect(new Set(codes)).toEqual(new Set([3]));
  });

  it('ends no run, which goes on in silence and ends as it would', () => {
    const { out, err, codes, output } = aCommand(true);
    for (const code of ['ENOSPC', 'EIO', 'EPIPE']) out.emit('error', trouble(code));
    output.end();
    expect(err.written).toEqual(['cannot write the output: ENOSPC: on purpose; the work goes on\n']);
    expect(codes).toEqual([]);
  });

  it('is no trouble where the reader has seen enough', () => {
    const { out, err, codes, output } = aCommand(false);
    out.emit('error', trouble('EPIPE'));
    output.end();
    expect([err.written, codes]).toEqual([[], []]);
  });

  it('may be that of the errors, which then say nothing more', () => {
    const { err, codes } = aCommand(false);
    err.write = () => err.emit('error', trouble('EIO'));
    expect(() => err.emit('error', trouble('EIO'))).not.toThrow();
    expect(codes).toEqual([3]);
  });

  const full = existsSync('/dev/full') ? it : it.skip;
  full('is that of a command on a full disk', async () => {
    const folder = new RecordFolder();
    await (await folder.open()).close();
    expect((await interphase('verify', folder.path)).code).toBe(0);
    const { code, stderr } = await interphaseInto(openSync('/dev/full', 'w'), 'verify', folder.path);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringMatching(/^cannot write the output: ENOSPC[^\n]*\n$/),
    });
    await folder.remove();
  });
});
