/** From the cells of a header line to what each column holds, and in which unit. */
import { QUANTITIES, type QuantityName } from './quantities.js';
import { conversionOf, isUnit, unitsOf, type Conversion } from './units.js';

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

/** Each quantity once: of several columns that hold it, the one with the name that comes first. */
export function readHeader(labels: readonly string[]): Header {
  const columns: Column[] = [];
  const wrong: WrongUnit[] = [];
  for (const quantity of Object.keys(QUANTITIES) as QuantityName[]) {
    const found = columnOf(quantity, labels);
    if (found === undefined) continue;
    if ('message' in found) wrong.push(found);
    else columns.push(found);
  }
  return { columns, wrong };
}

function columnOf(quantity: QuantityName, labels: readonly string[]): Column | WrongUnit | undefined {
  for (const name of QUANTITIES[quantity].names) {
    for (const [index, label] of labels.entries()) {
      const unit = unitUnder(name, label);
      if (unit !== undefined) return withUnit(quantity, index, label, unit);
    }
  }
  return undefined;
}

/** The unit of a label that means `name`, '' when it says none; undefined when it means something else. */
function unitUnder(name: string, label: string): string | undefined {
  const { words, unit } = splitLabel(label);
  if (words === name) return unit ?? '';
  const rest = words.startsWith(`${name}_`) ? words.slice(name.length + 1) : '';
  return unit === undefined && isUnit(rest) ? rest : undefined;
}

/** `Test Time / s`, `Time [s]`, `Voltage(V)` and `I/mA` say their unit apart; `test_time_second` does not. */
function splitLabel(label: string): { words: string; unit: string | undefined } {
  const [, name = label, inBrackets, afterSlash] =
    /^(.*?)\s*(?:[[(]([^[\]()]+)[\])]|\/\s*([^\s/]+))\s*$/.exec(label) ?? [];
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return { words, unit: (inBrackets ?? afterSlash)?.trim() };
}

function withUnit(quantity: QuantityName, index: number, label: string, unit: string): Column | WrongUnit {
  const { dimension } = QUANTITIES[quantity];
  if (unit === '') {
    const conversion = dimension === 'temperature' ? CELSIUS : SI;
    return { quantity, index, label, conversion, unitless: dimension !== 'count' };
  }
  const conversion = conversionOf(dimension, unit);
  if (conversion) return { quantity, index, label, conversion, unitless: false };
  const message = `expected a unit of ${dimension} (${unitsOf(dimension)}), came "${unit}"`;
  return { label, message };
}
