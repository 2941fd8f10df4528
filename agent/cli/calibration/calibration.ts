/** From a record or a table to scores of predictions. */
import { writeFileSync } from 'node:fs';
import { foretellHeldOut } from '../../../planner/calibration/held-out.js';
import { calibrationOf } from '../../../planner/calibration/report.js';
import { OWN } from '../../../planner/sources/sources.js';
import { foretoldBefore } from '../../calibration/foretold.js';
import { toldOf } from '../../calibration/calibration-report.js';
import { planRequest } from '../../campaign/history.js';
import { knownElsewhere, missingIn, recordedSources } from '../../sources/recorded-sources.js';
import { onRecord } from '../campaign-record.js';
import { EXIT } from '../exit-codes.js';
import { foldProgress } from '../fold-progress.js';
import { givenTable, type GivenTable, type TableOptions } from '../given-table.js';
import { isTooSure, toText, type CalibrationResult } from './text.js';

export interface CalibrationOptions extends TableOptions {
  readonly record: string;
  readonly campaign?: string;
  readonly svg?: string;
  readonly json?: boolean;
}

/** @returns the exit code */
export async function calibration(options: CalibrationOptions): Promise<number> {
  const result = await resultOf(options);
  process.stdout.write(options.json ? `${JSON.stringify(result, null, 1)}\n` : `${toText(result)}\n`);
  if (options.svg !== undefined) await draw(result, options.svg);
  return isTooSure(result) ? EXIT.failed : EXIT.ok;
}

/** @throws {Error} the file cannot be written; the result has been printed by then */
async function draw(result: CalibrationResult, path: string): Promise<void> {
  const { drawCharts } = await import('../chart.js');
  const { calibrationCharts } = await import('./charts.js');
  try {
    writeFileSync(path, drawCharts(calibrationCharts(result)));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${path}: the charts cannot be written: ${why}`, { cause });
  }
}

async function resultOf(options: CalibrationOptions): Promise<CalibrationResult> {
  const table = await givenTable(options);
  return table ? ofTable(table) : ofRecord(options.record, options.campaign);
}

const HELD_OUT = 'recipes held out of the model in turn';

function ofRecord(path: string, name: string | undefined): Promise<CalibrationResult> {
  return onRecord(path, name, async (db, { id, config }) => {
    const told = await toldOf(db, id, config);
    const sources = await recordedSources(db, id, config);
    const request = planRequest(config, told, 'calibration', { elsewhere: knownElsewhere(sources) });
    const heldOut = foretellHeldOut(request, foldProgress());
    return {
      about: config.name,
      units: Object.fromEntries(config.objectives.map(({ quantity, unit }) => [quantity, unit])),
      parts: [
        { name: 'foretold before each experiment', ...calibrationOf(foretoldBefore(config, told)) },
        { name: HELD_OUT, ...calibrationOf(heldOut) },
      ],
      notes: missingIn(sources),
    };
  });
}

function ofTable({ name, objectives, known, notes }: GivenTable): CalibrationResult {
  const asked = { pending: [], sources: [OWN], count: 1, seed: 'calibration', n0: 0 };
  const request = { ...known, objectives, ...asked };
  const heldOut = foretellHeldOut(request, foldProgress());
  return { about: name, units: {}, parts: [{ name: HELD_OUT, ...calibrationOf(heldOut) }], notes };
}
