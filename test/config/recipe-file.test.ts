import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRecipe } from '../../config/load.js';
import { ConfigError } from '../../config/problem.js';

async function recipe(text: string): ReturnType<typeof loadRecipe> {
  const folder = mkdtempSync(join(tmpdir(), 'recipe-'));
  const file = join(folder, 'recipe.yaml');
  writeFileSync(file, text);
  try {
    return await loadRecipe(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function problems(text: string): Promise<string[]> {
  const error = await recipe(text).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConfigError)) throw new Error('expected a configuration error');
  return error.problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
}

describe('a recipe file', () => {
  it('says the same in groups and by full names', async () => {
    const grouped = await recipe('solvent: { EC: 0.3, EMC: 0.7 }\nadditive: { VC: 2 }\n');
    const flat = await recipe('solvent.EC: 0.3\nsolvent.EMC: 0.7\nadditive.VC: 2\n');
    expect(flat).toEqual(grouped);
    expect(flat).toMatchObject({ 'salt.LiPF6': 1, 'additive.VC': 2, 'cycling.cycles': 60 });
  });

  it('takes solvents and salts that are not named for absent as soon as one is', async () => {
    const { 'solvent.EMC': emc, 'salt.LiPF6': pf6 } = await recipe(
      'solvent: { PC: 1 }\nsalt: { LiFSI: 1.2 }\n',
    );
    expect([emc, pf6]).toEqual([0, 0]);
  });

  it('reports everything wrong at once, each at its place', async () => {
    const text = [
      'solvent: { EC: 0.5, EMC: 0.7 }',
      'additive: { VC: -2, VX: 1 }',
      'cycling: { upperVoltage: 3, lowerVoltage: 3.2, cycles: .nan }',
      'additive.VC: 1',
    ];
    expect(await problems(text.join('\n'))).toEqual([
      '1 solvent: the mass fractions of the solvents do not sum to 1',
      '2 additive.VC: not allowed',
      '2 additive.VX: unknown key',
      '3 cycling.upperVoltage: the cut-off voltages are reversed',
      '3 cycling.cycles: wrong type',
      '4 ["additive.VC"]: said twice',
    ]);
  });
});
