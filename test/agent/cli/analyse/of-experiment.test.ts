import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ORDINARY_INSTRUMENTS } from '../../../../agent/analysis/instrument-budget.js';
import { analyseExperiment } from '../../../../agent/cli/analyse/of-experiment.js';
import type { Report } from '../../../../agent/cli/analyse/report.js';
import type { LabRecord } from '../../../../agent/record/record.js';
import { OPENING, RecordFolder } from '../../a-record.js';
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
});
