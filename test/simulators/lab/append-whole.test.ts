import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendWhole } from '../../../simulators/lab/append-whole.js';

const PIECE = Buffer.from('a whole piece\n');

describe('appending whole', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'append-'));
    path = join(folder, 'file');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A disk with room for three more bytes. */
  function full(to: string, piece: Uint8Array): void {
    appendFileSync(to, piece.subarray(0, 3));
    throw new Error('no space left on device');
  }

  it('begins a file, and adds to it', () => {
    appendWhole(path, 0, PIECE);
    appendWhole(path, PIECE.length, PIECE);
    expect(readFileSync(path, 'utf8')).toBe('a whole piece\na whole piece\n');
  });

  it('leaves nothing of a piece that the disk refuses, and says why', () => {
    appendWhole(path, 0, PIECE);
    expect(() => {
      appendWhole(path, PIECE.length, PIECE, full);
    }).toThrow('no space left on device');
    expect(readFileSync(path)).toEqual(PIECE);
  });
});
