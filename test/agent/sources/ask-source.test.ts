import { describe, expect, it } from '@jest/globals';
import { askSource } from '../../../agent/sources/ask-source.js';
import { withSource } from '../../../agent/operations/lab-sources.js';
import { parseLab } from '../../../config/load.js';
import { ManualClock } from '../../../core/clock.js';
import type { JobReport } from '../../../drivers/instrument.js';
import type { Source, SourceResult, SourceTask } from '../../../drivers/source.js';

const trial: SourceTask['trial'] = {
  formulation: { solvents: { EC: 1 }, saltsMolPerL: { LiPF6: 1 }, additives: {} },
  electrolyteVolumeL: 7e-5,
  formation: { cRate: 0.1, temperatureK: 298.15, cycles: 2 },
  cycling: { cRate: 1, temperatureK: 298.15 },
};
const result: SourceResult = {
  kind: 'estimate',
  model: 'film-kinetics',
  estimates: [{ name: 'film_thickness', value: 26, sd: 4, unit: 'nm' }],
  costEur: 0.02,
  durationS: 60,
};

/** Answers with one report after another. */
function source(reports: JobReport<SourceResult>[], started: string[] = []): Source {
  return {
    id: 'compute',
    link: 'up',
    connect: async () => undefined,
    identify: async () => ({ manufacturer: '', model: '', serialNumber: '', firmware: '' }),
    observe: async () => [],
    start: async (jobId) => {
      started.push(jobId);
    },
    job: async () => reports.shift() ?? { state: 'unknown', rows: 0 },
    fetch: async (_jobId, from) => ({ columns: [], from, rows: [] }),
    makeSafe: async () => undefined,
    disconnect: async () => undefined,
  };
}

describe('asking a source', () => {
  it('starts one job and waits for its end', async () => {
    const clock = new ManualClock();
    const started: string[] = [];
    const running: JobReport<SourceResult> = { state: 'running', rows: 0 };
    const asked = askSource(
      source([running, running, { state: 'completed', rows: 1, result }], started),
      'e1',
      { model: 'film-kinetics', trial },
      clock,
    );
    await clock.advance(1000);
    expect(await asked).toEqual(result);
    expect(started).toEqual(['e1']);
  });

  it('fails with the reason that the source gives', async () => {
    const fault = { code: 'unknown-ingredient', message: 'no solvent "water"' };
    const asked = askSource(
      source([{ state: 'failed', rows: 0, fault }]),
      'e1',
      { model: 'film-kinetics', trial },
      new ManualClock(),
    );
    await expect(asked).rejects.toThrow(
      'compute has no estimate by film-kinetics: the job is failed (unknown-ingredient: no solvent "water")',
    );
  });

  it('of a lab that has none says what to add', async () => {
    const config = parseLab(
      `name: Bare
instruments:
  robot: { driver: lads-robot }
  cycler: { driver: scpi-cycler }
  station: { driver: mqtt-station }
simulation: {}
`,
      'bare.yaml',
    );
    const setting = {
      config,
      configPath: 'bare.yaml',
      data: '.',
      descriptor: undefined,
      link: new ManualClock(),
    };
    await expect(withSource(setting, async () => 1)).rejects.toThrow(
      'the lab "Bare" has no source: add an instrument with driver mqtt-source to its instruments',
    );
  });
});
