/** The rows of a source's table as observations of a campaign, or everything that is wrong with them. */
import type { CampaignConfig } from '../../config/campaign.js';
import { completeRecipe } from '../../config/recipe-settings.js';
import type { RecipeSettings } from '../../config/recipe-vocabulary.js';
import type { TableSource } from '../../config/sources.js';
import type { Observation } from '../../planner/request.js';
import type { Layout } from '../../planner/space/layout.js';
import { layOut } from '../../planner/space/layout.js';
import { reasonsOutside } from '../../planner/space/membership.js';
import { withoutSteps } from '../../planner/space/without-steps.js';
import { plannerSpace } from '../campaign/search-space.js';
import { FileError } from '../files/file-error.js';
import { Flaws } from '../files/flaws.js';
import { CellReader } from '../tables/cells.js';
import { counted } from '../tables/counted.js';
import type { Table, TableRow } from '../tables/table-file.js';
import { settingsIn } from '../tables/settings.js';
import { sourceColumns, type SourceColumns } from './table-columns.js';

export interface SourceRows {
  readonly observations: readonly Observation[];
  /** Which columns and how many rows do not count, and why, as phrases. */
  readonly leftOut: readonly string[];
}

/** Of a kind of mistake, as many are named one by one. */
const NAMED = 20;
const EQUAL = 1e-9;

/** @throws {FileError} with every mistake by line and column, or when no row is left */
export function sourceRows(file: Table, source: TableSource, campaign: CampaignConfig): SourceRows {
  const columns = sourceColumns(file, source, campaign);
  const flaws = new Flaws(file.path, NAMED);
  const reader = new RowReader(new CellReader(file, flaws), columns, source);
  const meant = file.rows.filter(
    ({ cells }) => !columns.only || cells[columns.only.index] === columns.only.value,
  );
  const recipe = completeRecipe(campaign, {});
  const alike = meant.filter((row) => reader.isOf(row, recipe));
  const read = alike.flatMap((row) => reader.observation(row) ?? []);
  if (flaws.count > 0) throw new FileError(file.path, `the rows cannot be used\n${flaws.lines().join('\n')}`);
  const layout = layOut(withoutSteps(plannerSpace(campaign)));
  const inside = read.filter(({ parameters }) => reasonsOutside(layout, parameters).length === 0);
  const why = [
    [file.rows.length - meant.length, 'of which the table says something else than only'],
    [meant.length - alike.length, 'with settings that the campaign fixes otherwise'],
    [alike.length - read.length, 'without a value'],
    [read.length - inside.length, `outside the space${exampleOf(layout, read)}`],
  ] as const;
  const leftOut = [
    ...columns.unread.map((label) => `column "${label}", which is nothing that the campaign names`),
    ...why.flatMap(([count, what]) => (count === 0 ? [] : [`${counted(count, 'row')} ${what}`])),
  ];
  if (inside.length === 0) throw new FileError(file.path, `no row counts: ${leftOut.join('; ')}`);
  return { observations: inside, leftOut };
}

function exampleOf(layout: Layout, read: readonly Observation[]): string {
  const reasons = read.map(({ parameters }) => reasonsOutside(layout, parameters));
  const first = reasons.find(({ length }) => length > 0);
  return first ? ` (such as: ${first.join(', ')})` : '';
}

class RowReader {
  constructor(
    readonly cells: CellReader,
    private readonly columns: SourceColumns,
    private readonly source: TableSource,
  ) {}

  /** Whether a row says the same as `recipe` of all that the campaign does not search. */
  isOf(row: TableRow, recipe: RecipeSettings): boolean {
    return this.columns.others.every(({ name, place }) => {
      if ('index' in place && row.cells[place.index] === undefined) return true;
      const value = 'index' in place ? this.cells.number(row, place.index) : Number(place.constant);
      return Number.isNaN(value) || Math.abs(value - recipe[name]) <= EQUAL * Math.max(1, Math.abs(value));
    });
  }

  /** Undefined for a row that is broken, which is a flaw, or has no value and may. */
  observation(row: TableRow): Observation | undefined {
    if (!this.cells.isWhole(row)) return undefined;
    const { name, table } = this.source;
    const valueless = this.columns.quantities.some(({ index }) => this.cells.isMissing(row, index));
    if (valueless && table.missing === 'leave-out') return undefined;
    return {
      parameters: settingsIn(row, this.columns, this.cells),
      results: this.results(row),
      source: name,
    };
  }

  private results(row: TableRow): Observation['results'] {
    return Object.fromEntries(
      this.columns.quantities.map(({ name, index, sd }) => [
        name,
        { value: this.cells.number(row, index), ...(sd !== undefined && { sd: this.uncertainty(row, sd) }) },
      ]),
    );
  }

  private uncertainty(row: TableRow, index: number): number {
    const value = this.cells.number(row, index);
    if (value < 0) this.cells.flaw('uncertainty', row, index, `expected 0 or more, found ${value}`);
    return value;
  }
}
