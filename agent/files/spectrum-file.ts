/** An impedance sweep of a file as the columns of the analysis. */
import type { Rows } from '../analysis/series.js';
import { columnBlocks, type ColumnBlock } from './columns.js';
import { FileError } from './file-error.js';
import type { Flaws } from './flaws.js';
import { layoutOf, type Layout, type Needs } from './layout.js';
import { headOf } from './text.js';

export const SPECTRUM_NEEDS: Needs = [
  ['frequencyHz', 'realOhm', 'imaginaryOhm'],
  ['frequencyHz', 'modulusOhm', 'phaseRad'],
];

/** True when the file holds impedance; such files often hold current and voltage besides. */
export function isSpectrum({ columns }: Layout): boolean {
  const has = new Set<string>(columns.map(({ quantity }) => quantity));
  return SPECTRUM_NEEDS.some((set) => set.every((name) => has.has(name)));
}

/**
 * The points of a sweep in their order: `frequencyHz`, `realOhm`, `imaginaryOhm`, capacitive reactance negative. Modulus
 * and phase are turned into them where a file has no parts.
 * @throws {FileError} no such file, empty, not a table, a column missing or in a wrong unit, a phase in an unsaid unit
 */
export async function readSpectrum(path: string, flaws: Flaws): Promise<Rows> {
  const layout = layoutOf(path, await headOf(path), SPECTRUM_NEEDS);
  const rows: number[][] = [];
  for await (const block of columnBlocks(path, layout, flaws)) rows.push(...pointsOf(path, layout, block));
  return { columns: SPECTRUM_NEEDS[0]!, rows };
}

function pointsOf(path: string, layout: Layout, { length, columns }: ColumnBlock): number[][] {
  const frequencyHz = columns.get('frequencyHz')!;
  const real = columns.get('realOhm');
  const imaginary = columns.get('imaginaryOhm');
  const row = (k: number): number[] =>
    real && imaginary
      ? [frequencyHz[k]!, real[k]!, imaginary[k]!]
      : [
          frequencyHz[k]!,
          ...parts(columns.get('modulusOhm')![k]!, phaseRad(path, layout, columns.get('phaseRad')![k]!)),
        ];
  return Array.from({ length }, (_, k) => row(k));
}

function parts(modulusOhm: number, phase: number): [number, number] {
  return [modulusOhm * Math.cos(phase), modulusOhm * Math.sin(phase)];
}

/** A column without a unit is read as rad; a phase beyond half a turn shows that it is not. */
function phaseRad(path: string, { columns }: Layout, phase: number): number {
  const column = columns.find(({ quantity }) => quantity === 'phaseRad');
  if (column?.unitless && Math.abs(phase) > Math.PI) {
    throw new FileError(
      path,
      `column "${column.label}" says no unit and holds ${phase}, more than half a turn in rad; write its unit, e.g. "Phase / deg"`,
    );
  }
  return phase;
}
