import { describe, expect, it } from '@jest/globals';
import { openSubject } from '../../../../agent/cli/backtest/open-subject.js';
import { written } from './files.js';

const WORDS = 'a Sobol sequence is known for up to 64 coordinates, the space has 65';

/** Somebody's function of as many numbers. */
const open = (dimensions: number, methods?: readonly ('sobol' | 'random')[]) =>
  openSubject({
    ...{ functions: written(`of-${dimensions}.mjs`, lines(dimensions)), seeds: 1, batch: 1 },
    ...(methods && { methods }),
  });

function lines(dimensions: number): string[] {
  return [
    `export const dimensions = ${dimensions};`,
    `export const bounds = Array.from({ length: dimensions }, () => [0, 1]);`,
    'export const measure = () => 1;',
  ];
}

describe('a method that cannot search a space', () => {
  it('is left out, which is said, where nobody asked for it', async () => {
    const { extent, subject } = await open(65);
    expect(extent.methods).toEqual(['interphase', 'random']);
    expect(subject.notes).toEqual([`sobol was left out: ${WORDS}`]);
  });

  it('is refused before anything runs where it was asked for', async () => {
    await expect(open(65, ['random', 'sobol'])).rejects.toThrow(
      `sobol cannot be tried, leave it out: ${WORDS}.`,
    );
  });

  it('is none of those that can', async () => {
    const { extent, subject } = await open(64);
    expect(extent.methods).toEqual(['interphase', 'random', 'sobol']);
    expect(subject.notes).toEqual([]);
    expect((await open(65, ['random'])).extent.methods).toEqual(['random']);
  });
});
