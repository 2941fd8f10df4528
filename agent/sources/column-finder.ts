/** Finds the columns of a source's table by what they hold, and compares their units with the campaign's. */
import { isSameUnit, unitInWords } from '../../config/convert.js';
import { settingCalled } from '../../config/ingredients/find-ingredient.js';
import { RECIPE_VOCABULARY, SETTING_NAMES, type SettingName } from '../../config/recipe-vocabulary.js';
import type { TableSource } from '../../config/sources.js';
import type { ColumnRef } from '../../config/table-space.js';
import { nearest } from '../../config/suggest.js';
import { ColumnLookup } from '../tables/column-lookup.js';
import { columnName } from '../tables/column-name.js';
import type { Place } from '../tables/settings.js';
import { columnsCalled, type Table } from '../tables/table-file.js';

/** What a table says of a setting that is not searched. */
export interface OtherSetting {
  readonly name: SettingName;
  readonly place: Place;
}

const INGREDIENT = /^(?:solvent|salt|additive)\./;

export class ColumnFinder extends ColumnLookup {
  private readonly used = new Set<number>();

  constructor(
    file: Table,
    private readonly table: TableSource['table'],
  ) {
    super(file);
  }

  /** @param group whose unit counts under `units`: the name itself, or its blend */
  place(name: string, group: string, unit: string | undefined): Place {
    const { constant } = this.table;
    if (Object.hasOwn(constant, name)) return { constant: constant[name]! };
    const index = this.named(name);
    if (index === undefined) {
      this.complain(
        `no column holds ${name}: name it under columns, or give the value of all rows under constant`,
      );
      return { constant: NaN };
    }
    if (unit !== undefined) this.checkUnit(index, name, group, unit);
    return { index };
  }

  /** Undefined where the table does not have it. */
  quantity(name: string, unit: string): number | undefined {
    const index = this.named(name);
    if (index !== undefined) this.checkUnit(index, name, name, unit);
    return index;
  }

  override column(ref: ColumnRef, what: string): number {
    const index = super.column(ref, what);
    this.used.add(index);
    return index;
  }

  /** Columns that nothing was looked up in, are called as ingredients and are none that the lab knows. */
  strangers(): void {
    for (const [index, label] of this.file.columns.entries()) {
      const name = settingCalled(columnName(label).name);
      if (this.used.has(index) || !INGREDIENT.test(name)) continue;
      if ((SETTING_NAMES as readonly string[]).includes(name)) continue;
      const meant = nearest(name, SETTING_NAMES);
      const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
      this.complain(`column "${label}" is an ingredient that no recipe knows${hint}`);
    }
  }

  /** Columns and constants of settings that are none of `searched`; a column may leave its unit out. */
  others(searched: ReadonlySet<string>): OtherSetting[] {
    const { constant } = this.table;
    return SETTING_NAMES.filter((name) => !searched.has(name)).flatMap((name): OtherSetting[] => {
      if (Object.hasOwn(constant, name)) return [{ name, place: { constant: constant[name]! } }];
      const index = this.named(name) ?? -1;
      if (index < 0) return [];
      this.compareUnits(index, name, name, RECIPE_VOCABULARY[name].unit);
      return [{ name, place: { index } }];
    });
  }

  /** As the header has them. */
  unread(): string[] {
    return this.file.columns.filter((label, index) => label !== '' && !this.used.has(index));
  }

  /** Undefined where the table has none; -1, and a complaint, where one cannot be told. */
  private named(name: string): number | undefined {
    const { columns } = this.table;
    if (Object.hasOwn(columns, name)) return this.column(columns[name]!, name);
    return columnsCalled(this.file, name).length === 0 ? undefined : this.column(name, name);
  }

  private checkUnit(index: number, name: string, group: string, expected: string): void {
    const label = this.file.columns[index];
    if (label === undefined || this.compareUnits(index, name, group, expected) > 0) return;
    this.complain(
      `column "${label}" has no unit: call it "${label} [${expected}]", or write ${group}: '${expected}' under units`,
    );
  }

  /** How often the unit of a column is said; all that is said is compared. */
  private compareUnits(index: number, name: string, group: string, expected: string): number {
    const { units, header } = this.table;
    const label = this.file.columns[index] ?? '';
    const inHeader = header ? columnName(label).unit : undefined;
    const stated = [...new Set([name, group])].flatMap((key) =>
      Object.hasOwn(units, key) ? units[key]! : [],
    );
    const found = [...stated, ...(inHeader === undefined ? [] : [inHeader])];
    const other = found.find((unit) => !isSameUnit(unit, expected));
    if (other !== undefined)
      this.complain(
        `column "${label}" is in ${unitInWords(other, expected)}, the campaign has ${name} in ${expected}: convert the column`,
      );
    return found.length;
  }
}
