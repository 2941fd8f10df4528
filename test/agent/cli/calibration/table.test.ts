import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { calibration } from '../../../../agent/cli/calibration/calibration.js';
import { designRecipes } from '../../../../agent/cli/design/design.js';
import { BOWL_SPACE, bowl, written } from '../backtest/files.js';

let printed = '';
beforeEach(() => {
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const table = written('bowl.csv', bowl(30));
const space = written('bowl.yaml', BOWL_SPACE);
const nothing = { record: 'none', seed: '1' };

describe('a table of measured rows', () => {
  it('tells how far a model of it can be believed', async () => {
    await calibration({ record: 'none', table, space, json: true });
    const { about, parts } = JSON.parse(printed) as {
      about: string;
      parts: { forecasts: { quantity: string; n: number; skill: number }[] }[];
    };
    expect(about).toBe('bowl.csv');
    expect(parts[0]!.forecasts[0]).toMatchObject({ quantity: 'y', n: 30 });
    expect(parts[0]!.forecasts[0]!.skill).toBeGreaterThan(0.6);
  });

  it('prints it as a table for people', async () => {
    await calibration({ record: 'none', table, space });
    expect(printed).toContain('recipes held out of the model in turn');
    expect(printed).toMatch(/^y +all +30 /m);
  });

  it('is printed before its charts are written, so that a bad path loses nothing', async () => {
    const svg = '/no/such/folder/c.svg';
    await expect(calibration({ record: 'none', table, space, svg })).rejects.toThrow(
      /folder\/c\.svg: the charts cannot be written: .*ENOENT/,
    );
    expect(printed).toMatch(/^y +all +30 /m);
  });

  it('gives new recipes for a target', async () => {
    const code = await designRecipes({
      ...nothing,
      table,
      space,
      target: ['y <= 0.02'],
      count: 4,
      json: true,
    });
    const { designs } = JSON.parse(printed) as { designs: { parameters: { a: number; b: number } }[] };
    expect(code).toBe(0);
    expect(designs).toHaveLength(4);
    for (const { parameters: p } of designs)
      expect((p.a - 0.3) ** 2 + (p.b / 10 - 0.6) ** 2).toBeLessThan(0.04);
  });

  it('prints them for people, with what was understood and what chance would give', async () => {
    const code = await designRecipes({ ...nothing, table, space, target: ['y <= 0.02'], count: 2 });
    expect(code).toBe(0);
    expect(printed).toContain('wanted: y <= 0.02');
    expect(printed).toMatch(
      /A recipe drawn from the space by chance has P \S+: the best one here is \S+ times as likely/,
    );
  });

  it('says what can be asked of it', async () => {
    await designRecipes({ ...nothing, table, space, target: [], targets: true, count: 1 });
    expect(printed).toMatch(/^y +30 /m);
  });

  it('tells what of it was left out with what can be asked, and with why it cannot be answered', async () => {
    let told = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      told += String(text);
      return true;
    });
    const narrow = written(
      'narrow.yaml',
      BOWL_SPACE.map((line) => line.replace('name: a,', 'name: a, min: 0, max: 0.05,')),
    );
    const asked = { ...nothing, table, space: narrow, count: 1 };
    await designRecipes({ ...asked, targets: true });
    expect(told).toMatch(/^note: 28 rows outside the space left out/);
    told = '';
    await expect(designRecipes({ ...asked, target: ['y <= 0.02'] })).rejects.toThrow('measured');
    expect(told).toMatch(/^note: 28 rows outside/);
  });

  it('needs to know what its columns mean', async () => {
    await expect(calibration({ record: 'none', table })).rejects.toThrow('--table needs --space');
    await expect(designRecipes({ ...nothing, space, target: [], count: 1 })).rejects.toThrow(
      'belongs to --table',
    );
  });
});
