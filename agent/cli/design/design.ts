/** From a record or a table, and targets, to recipes. */
import { design } from '../../../planner/design/design.js';
import { askables, resultsIn } from '../../design/askable.js';
import { designReport, HOPELESS } from '../../design/design-report.js';
import { materialOf, type Material } from '../../design/material.js';
import { onRecord } from '../campaign-record.js';
import { EXIT } from '../exit-codes.js';
import { foldProgress } from '../fold-progress.js';
import { givenTable, type GivenTable, type TableOptions } from '../given-table.js';
import { askableText, toText } from './text.js';

export interface DesignOptions extends TableOptions {
  readonly target?: readonly string[];
  readonly targets?: boolean;
  readonly count: number;
  readonly record: string;
  readonly campaign?: string;
  readonly seed: string;
  readonly json?: boolean;
}

/** @returns the exit code */
export async function designRecipes(options: DesignOptions): Promise<number> {
  const material = await openMaterial(options);
  if (options.targets) {
    tell(material.notes);
    const { askable } = material;
    process.stdout.write(
      options.json ? `${JSON.stringify(askable, null, 1)}\n` : `${askableText(material)}\n`,
    );
    return EXIT.ok;
  }
  const { target: targets = [], count, seed } = options;
  const report = await designReport(material, { targets, count, seed }, (request) =>
    design(request, foldProgress()),
  ).catch((error: unknown) => {
    tell(material.notes);
    throw error;
  });
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 1)}\n` : `${toText(report)}\n`);
  return (report.designs[0]?.probability ?? 0) < HOPELESS ? EXIT.failed : EXIT.ok;
}

/** What was left out, where there is no report that says it. */
function tell(notes: readonly string[]): void {
  for (const note of notes) process.stderr.write(`note: ${note}\n`);
}

async function openMaterial(options: DesignOptions): Promise<Material> {
  const table = await givenTable(options);
  if (table) return ofTable(table);
  return onRecord(options.record, options.campaign, (db, { id, config }) => materialOf(db, id, config));
}

function ofTable({ name: file, known, notes }: GivenTable): Material {
  const own = known.observations.filter(({ source }) => source === undefined).length;
  const about = `${file}: ${own} rows measured, ${known.failures.length} failed`;
  return { about, askable: askables(resultsIn(known)), known, notes };
}
