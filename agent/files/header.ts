/** From the cells of a header line to what each column holds, and in which unit. */
import { readLabel, type Label } from './label.js';
import { isDate, QUANTITIES, type QuantityName } from './quantities.js';
import { conversionOf, hasUnits, isClock, unitsOf, type Conversion, type Dimension } from './units.js';

export interface Column {
  readonly quantity: QuantityName;
  /** Place in the line, from 0. */
  readonly index: number;
  /** As the file writes it, for messages. */
  readonly label: string;
  readonly conversion: Conversion;
  /** The label says no unit; SI was taken. */
  readonly unitless: boolean;
}

/** A column whose name is known and whose unit is none of the quantity's. */
export interface WrongUnit {
  readonly label: string;
  readonly message: string;
}

export interface Header {
  readonly columns: readonly Column[];
  readonly wrong: readonly WrongUnit[];
}

const SI: Conversion = { factor: 1, offset: 0 };
const CELSIUS = conversionOf('temperature', 'degC')!;

/** Names so short mean the quantity only in one of its units. */
const TERSE_LETTERS = 2;

/** Each quantity once: of several columns that hold it, the one with the name that comes first. */
export function readHeader(texts: readonly string[]): Header {
  const labels = texts.map(readLabel);
  const found = (Object.keys(QUANTITIES) as QuantityName[]).flatMap((name) => columnOf(name, labels) ?? []);
  const columns = found.filter((one) => 'quantity' in one);
  return { columns: withOneTime(columns, labels), wrong: found.filter((one) => 'message' in one) };
}

/**
 * A date is read only where a file has no test time. `Time(h:min:s.ms)` beside a date is none: it begins anew with every
 * step (Neware).
 */
function withOneTime(columns: readonly Column[], labels: readonly Label[]): readonly Column[] {
  const isOfStep = ({ quantity, index }: Column): boolean =>
    quantity === 'testTimeS' && labels[index]!.words === 'time' && isClock(labels[index]!.unit ?? '');
  const isDated = ({ quantity, index }: Column): boolean =>
    quantity === 'unixTimeS' && isDate(labels[index]!.words);
  const kept = columns.some(isDated) ? columns.filter((column) => !isOfStep(column)) : columns;
  const hasTestTime = kept.some(({ quantity }) => quantity === 'testTimeS');
  return hasTestTime ? kept.filter((column) => !isDated(column)) : kept;
}

/** The first column that holds it; one in a wrong unit where no other does. */
function columnOf(quantity: QuantityName, labels: readonly Label[]): Column | WrongUnit | undefined {
  const { names } = QUANTITIES[quantity];
  const all = names.flatMap((name) => labels.flatMap((label) => meant(quantity, name, label) ?? []));
  return all.find((one) => 'quantity' in one) ?? all[0];
}

/** Undefined when the label means something else. */
function meant(quantity: QuantityName, name: string, label: Label): Column | WrongUnit | undefined {
  const { dimension } = QUANTITIES[quantity];
  const unit = unitUnder(name, dimension, label);
  if (unit === undefined) return undefined;
  const plain = dimension === 'temperature' ? CELSIUS : SI;
  const conversion = unit === '' ? plain : conversionOf(dimension, unit);
  const { index, text } = label;
  if (!conversion) {
    const message = `expected a unit of ${dimension} (${unitsOf(dimension)}), came "${unit}"`;
    return name.length > TERSE_LETTERS ? { label: text, message } : undefined;
  }
  const signed = { ...conversion, factor: label.sign * conversion.factor };
  return { quantity, index, label: text, conversion: signed, unitless: unit === '' && hasUnits(dimension) };
}

/** The unit of a label that means `name`, '' when it says none; undefined when it means something else. */
function unitUnder(name: string, dimension: Dimension, { words, unit }: Label): string | undefined {
  if (words === name) return unit ?? '';
  const rest = words.startsWith(`${name}_`) ? words.slice(name.length + 1) : '';
  return unit === undefined && conversionOf(dimension, rest) ? rest : undefined;
}
