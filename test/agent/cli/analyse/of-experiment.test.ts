import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFINITIONS_VERSION } from '../../../../agent/analysis/definitions.js';
import { ORDINARY_INSTRUMENTS } from '../../../../agent/analysis/instrument-budget.js';
import { analyseExperiment } from '../../../../agent/cli/analyse/of-experiment.js';
import { isSound, toText, type Report } from '../../../../agent/cli/analyse/report.js';
import { figuresOf } from '../../../../agent/experiment/figures.js';
import { storedEvidence } from '../../../../agent/experiment/stored-evidence.js';
import type { LabRecord } from '../../../../agent/record/record.js';
import { figuresOfCut, outcomeOfCut } from '../../../../agent/stopping/cut-short.js';
import { OPENING, RECIPE, RecordFolder } from '../../a-record.js';
import { cycled } from '../../experiment/a-cycled-cell.js';

describe('the analysis of an experiment', () => {
  let folder: RecordFolder;
  let record: LabRecord;
  beforeEach(async () => {
    folder = new RecordFolder();
    record = await folder.open();
    await record.append(...OPENING);
  });
  afterEach(() => folder.remove());

  const analysed = (): Promise<Report> => analyseExperiment('E0001', folder.path, ORDINARY_INSTRUMENTS);
  const retentionOf = ({ figures }: Report) =>
    figures.find(({ quantity }) => quantity === 'capacity_retention')!;

  it.each(['running', 'interrupted', 'failed', 'aborted'] as const)(
    'takes no account of the half discharge with which its %s ageing ends',
    async (state) => {
      await cycled(record, 'age', state);
      const report = await analysed();
      expect(report.parts[0]!.cycles.at(-1)).toMatchObject({ inProgress: true, complete: false });
      expect(retentionOf(report)).toMatchObject({ quality: 'valid', detail: { cycle: 5 } });
    },
  );

  it('takes account of the last discharge of an ageing that came to its end', async () => {
    await cycled(record, 'age', 'completed');
    expect(retentionOf(await analysed())).toMatchObject({ detail: { cycle: 6 } });
  });

  it('says of one of which nothing was measured just that', async () => {
    expect(toText(await analysed())).toBe('E0001 (running)\n  nothing was measured of it\n');
  });

  it('finds again of a cell that was ended early what was stored of it: a limit, and nothing of the end', async () => {
    const reason = 'no chance of being better';
    await cycled(record, 'age', 'aborted');
    const told = figuresOfCut(figuresOf(await storedEvidence(record.db, 'E0001'), RECIPE), reason);
    const observed = told.map(({ detail: _detail, quantity, ...body }) => ({
      kind: 'observation.made' as const,
      subject: quantity,
      body: { ...body, experimentId: 'E0001', definitions: DEFINITIONS_VERSION },
    }));
    const outcome = outcomeOfCut(told, reason);
    await record.append(...observed, { kind: 'experiment.ended', subject: 'E0001', body: { outcome } });
    const report = await analysed();
    expect(report.differences).toEqual([]);
    expect(isSound(report)).toBe(true);
    expect(retentionOf(report)).toMatchObject({
      quality: 'suspect',
      reason: 'an upper limit: no chance of being better',
    });
    expect(report.figures.map(({ quantity }) => quantity)).toEqual(['capacity_retention']);
  });
});
