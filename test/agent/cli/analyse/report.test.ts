import { ORDINARY_INSTRUMENTS } from '../../../../agent/analysis/instrument-budget.js';
import { noFigure, figure } from '../../../../agent/analysis/figure.js';
import { budgetEntry } from '../../../../agent/cli/analyse/budget.js';
import { differences } from '../../../../agent/cli/analyse/of-experiment.js';
import { analyseFile } from '../../../../agent/cli/analyse/of-file.js';
import { cyclesCsv, isSound, toJson, toText } from '../../../../agent/cli/analyse/report.js';
import { written } from '../../files/written.js';

/** Two cycles of 1 mA for an hour each way: 1 mA.h in, 0.9 out. */
function cycling(): string {
  const lines = ['Test Time / s,Voltage / V,Current / mA,Cycle Count / 1'];
  for (let timeS = 0, cycle = 1; cycle <= 2; cycle++) {
    for (const [rows, currentMilliA] of [
      [360, 1],
      [324, -1],
    ] as const) {
      for (let k = 0; k <= rows; k++, timeS += k > rows ? 0.001 : 10) {
        const voltageV = 3.5 + currentMilliA * (k / rows - 0.5);
        lines.push(`${timeS.toFixed(3)},${voltageV.toFixed(4)},${currentMilliA.toFixed(6)},${cycle}`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

const analysed = async (text: string, name?: string) =>
  analyseFile(written(text, name), { budget: ORDINARY_INSTRUMENTS, known: {}, tell: () => undefined });

describe('the analysis of a file', () => {
  it('gives cycles and figures as text, CSV, JSON and plots', async () => {
    const report = await analysed(cycling());
    expect(report.parts[0]!.cycles.map(({ chargeCapacityAs }) => chargeCapacityAs / 3.6)).toEqual([
      expect.closeTo(1, 4),
      expect.closeTo(1, 4),
    ]);
    expect(toText(report)).toMatch(/first_cycle_efficiency +9\d\.\d+/);
    const csv = cyclesCsv(report.parts).split('\n');
    expect(csv[0]).toContain('discharge capacity / mA.h');
    expect(csv).toHaveLength(4);
    expect(Object.keys(JSON.parse(toJson(report)) as object)).toContain('figures');
    expect((await report.charts()).map(({ title }) => title)).toEqual([
      'cycling: capacity',
      'cycling: coulombic efficiency',
      'cycling: voltage',
      'cycling: differential capacity',
    ]);
  });

  it('is sound when nothing was found, and not when a line could not be read', async () => {
    expect(isSound(await analysed(cycling()))).toBe(true);
    expect(isSound(await analysed(cycling().replace('3.0000', 'OVL'), 'flawed.csv'))).toBe(false);
  });

  it('finds an impedance sweep by its columns', async () => {
    const report = await analysed(
      'Frequency / Hz,Real Impedance / ohm,Imaginary Impedance / ohm\n1,2,-1\n',
      'z.csv',
    );
    expect(report.notes).toEqual(['an impedance sweep of 1 points']);
    expect(report.figures.every(({ quality }) => quality === 'invalid')).toBe(true);
    expect(isSound(report)).toBe(false);
  });
});

describe('what was stored of an experiment', () => {
  const found = figure('capacity_retention', { value: 96.4, standardUncertainty: 0.1 });
  const stored = { ...found, definitions: 1 };

  it('agrees with what is found again, or differs in words with both versions', () => {
    expect(differences([found], [stored])).toEqual([]);
    expect(differences([found], [{ ...stored, value: 96.5 }])).toEqual([
      expect.stringMatching(
        /^capacity_retention: stored was 96.5.*by definitions 1; found is 96.4.*by definitions \d/,
      ),
    ]);
    expect(differences([noFigure('capacity_retention', 'why')], [stored])).toHaveLength(1);
    expect(differences([found], [])).toEqual([expect.stringContaining('not observed')]);
  });
});

describe('a budget on the command line', () => {
  it('changes one entry, and refuses what is none', () => {
    expect(budgetEntry('timeSdS=0.5', ORDINARY_INSTRUMENTS)).toEqual({
      ...ORDINARY_INSTRUMENTS,
      timeSdS: 0.5,
    });
    expect(() => budgetEntry('timeSd=0.5', ORDINARY_INSTRUMENTS)).toThrow(/expected one of voltageNoiseSdV/);
    expect(() => budgetEntry('timeSdS=-1', ORDINARY_INSTRUMENTS)).toThrow(/0 or more/);
  });
});
