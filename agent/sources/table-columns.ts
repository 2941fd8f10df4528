/** Which column of a source's table is which setting and which quantity of a campaign, and whether their units agree. */
import type { CampaignConfig } from '../../config/campaign.js';
import type { Variable } from '../../config/campaign-space.js';
import type { TableSource } from '../../config/sources.js';
import type { Share } from '../tables/cells.js';
import type { Place, SearchedColumns } from '../tables/settings.js';
import type { Table } from '../tables/table-file.js';
import { ColumnFinder, type OtherSetting } from './column-finder.js';

export interface SourceColumns extends SearchedColumns {
  readonly quantities: readonly { readonly name: string; readonly index: number; readonly sd?: number }[];
  /** Settings that the campaign does not search and the table says something of. */
  readonly others: readonly OtherSetting[];
  readonly only: { readonly index: number; readonly value: string } | undefined;
  /** Columns that mean nothing to the campaign. */
  readonly unread: readonly string[];
}

/** @throws {FileError} with every column that is not there and every unit that is missing or another */
export function sourceColumns(file: Table, source: TableSource, campaign: CampaignConfig): SourceColumns {
  const finder = new ColumnFinder(file, source.table);
  const { space, objectives, outcomes } = campaign;
  const { only, uncertainty } = source.table;
  const variables = space.variables.map((variable) => {
    const unit = variable.kind === 'choice' ? undefined : variable.unit;
    return searched(variable, finder.place(variable.name, variable.name, unit));
  });
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
  const known = new Set([
    ...variables.map(({ variable }) => variable.name),
    ...blends.flatMap(({ components }) => components),
  ]);
  const columns = {
    ...{ variables, blends, quantities, others: finder.others(known) },
    only: only && { index: finder.column(only.column, 'only'), value: String(only.value) },
  };
  finder.strangers();
  finder.finish();
  return { ...columns, unread: finder.unread() };
}

/** A level that the campaign does not offer lies outside its space: that is no mistake of the table. */
function searched(variable: Variable, place: Place): SourceColumns['variables'][number] {
  if (variable.kind !== 'categorical' && variable.kind !== 'choice') return { variable, place };
  const { name, when } = variable;
  return {
    variable: { kind: 'categorical', name, ...(when && { when }) },
    place: 'constant' in place ? { constant: String(place.constant) } : place,
  };
}
