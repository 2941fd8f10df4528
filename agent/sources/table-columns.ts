/** Which column of a source's table is which setting and which quantity of a campaign, and whether their units agree. */
import type { CampaignConfig } from '../../config/campaign.js';
import type { Variable } from '../../config/campaign-space.js';
import type { TableSource } from '../../config/sources.js';
import type { Share } from '../tables/cells.js';
import type { Table } from '../tables/table-file.js';
import { ColumnFinder, type OtherSetting, type Place } from './column-finder.js';

export interface SourceColumns {
  readonly variables: readonly { readonly variable: Variable; readonly place: Place }[];
  readonly blends: readonly {
    readonly name: string;
    readonly components: readonly string[];
    readonly shares: readonly Share[];
  }[];
  readonly quantities: readonly { readonly name: string; readonly index: number; readonly sd?: number }[];
  /** Settings that the campaign does not search and the table has columns for. */
  readonly others: readonly OtherSetting[];
  readonly only: { readonly index: number; readonly value: string } | undefined;
}

/** @throws {FileError} with every column that is not there and every unit that is missing or another */
export function sourceColumns(file: Table, source: TableSource, campaign: CampaignConfig): SourceColumns {
  const finder = new ColumnFinder(file, source.table);
  const { space, objectives, outcomes } = campaign;
  const { only, uncertainty } = source.table;
  const variables = space.variables.map((variable) => ({
    variable,
    place: finder.place(variable.name, variable.name, variable.kind === 'choice' ? undefined : variable.unit),
  }));
  const blends = space.fractions.map(({ name, components }) => {
    const names = Object.keys(components).map((component) => `${name}.${component}`);
    const shares = names.map((each) => finder.place(each, name, 'kg/kg') as Share);
    return { name, components: names, shares };
  });
  const quantities = [...objectives, ...outcomes].flatMap(({ quantity: name, unit }) => {
    const index = finder.quantity(name, unit);
    const sd = uncertainty[name] && finder.column(uncertainty[name], `uncertainty of ${name}`);
    return index === undefined ? [] : [{ name, index, ...(sd !== undefined && { sd: Number(sd) }) }];
  });
  if (!quantities.some(({ name }) => objectives.some(({ quantity }) => quantity === name)))
    finder.complain(`no column holds ${objectives.map(({ quantity }) => quantity).join(' or ')}`);
  const searched = new Set([
    ...variables.map(({ variable }) => variable.name),
    ...blends.flatMap(({ components }) => components),
  ]);
  const columns = {
    ...{ variables, blends, quantities, others: finder.others(searched) },
    only: only && { index: finder.column(only.column, 'only'), value: String(only.value) },
  };
  finder.strangers();
  finder.finish();
  return columns;
}
