/** Targets as people write them: `capacity_retention >= 95 %`, `film_resistance<=0.01 kOhm`. */
import { convert, unitCode } from '../../config/convert.js';
import { askableNamed, type Askable } from './askable.js';
import { DesignError } from './design-error.js';

/** In the quantity's own unit; one bound at least. */
export interface Target {
  readonly name: string;
  readonly unit: string | undefined;
  readonly min?: number;
  readonly max?: number;
}

const FORM = /^\s*(.+?)\s*(>=|<=|>|<|≥|≤)\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(.*?)\s*$/i;

/**
 * All targets, those of one quantity as one. Every mistake is told at once.
 * @throws {DesignError}
 */
export function parseTargets(texts: readonly string[], askable: readonly Askable[]): Target[] {
  const mistakes: string[] = [];
  const parsed = texts.flatMap((text) => {
    try {
      return [parseTarget(text, askable)];
    } catch (error) {
      if (!(error instanceof DesignError)) throw error;
      mistakes.push(error.message);
      return [];
    }
  });
  const targets = [...new Set(parsed.map(({ name }) => name))].map((name) =>
    together(parsed.filter((one) => one.name === name)),
  );
  mistakes.push(...targets.filter(isContradictory).map(contradiction));
  if (texts.length === 0) mistakes.push("expected a target, such as 'capacity_retention >= 95 %'");
  if (mistakes.length > 0) throw new DesignError(mistakes.join('\n'));
  return targets;
}

function parseTarget(text: string, askable: readonly Askable[]): Target {
  const [, word, sign, digits, unitText] = FORM.exec(text) ?? [];
  if (word === undefined || sign === undefined || digits === undefined) {
    throw new DesignError(
      `"${text}": expected a quantity, >= or <=, a number and a unit, such as 'film_thickness <= 40 nm'`,
    );
  }
  const { name, unit } = askableNamed(word, askable);
  const value = inUnit({ value: Number(digits), unitText: unitText ?? '', name, unit });
  if (!Number.isFinite(value)) throw new DesignError(`"${text}": expected a finite number, found ${digits}`);
  return { name, unit, ...(/^[>≥]/.test(sign) ? { min: value } : { max: value }) };
}

interface Stated {
  readonly value: number;
  readonly unitText: string;
  readonly name: string;
  readonly unit: string | undefined;
}

/** A bare number is in the quantity's unit; of a per cent quantity, one up to 1 is a share: nobody wants 0.95 % of retention. */
function inUnit({ value, unitText, name, unit }: Stated): number {
  if (unitText === '') return unit === '%' && Math.abs(value) <= 1 ? 100 * value : value;
  if (unit === undefined) {
    throw new DesignError(`${name}: the table says nothing of units, leave "${unitText}" out`);
  }
  const code = unitCode(unitText);
  const converted = code === undefined ? undefined : convert(value, code, unit);
  if (converted === undefined) {
    const isOfArea = isArea(unitText) && !isArea(unit);
    const hint = isOfArea ? '; no record knows the area of an electrode: say it of the whole cell' : '';
    throw new DesignError(
      `${name} is measured in ${unit}: "${unitText}" cannot be converted into that${hint}`,
    );
  }
  // Factors of ten leave 94.99999999999999 behind.
  return Number(converted.toPrecision(12));
}

function isArea(unit: string): boolean {
  return /m[2²]/i.test(unit);
}

/** The narrowest of all bounds of one quantity. */
function together(targets: readonly Target[]): Target {
  const { name, unit } = targets[0]!;
  const min = Math.max(...targets.map((one) => one.min ?? -Infinity));
  const max = Math.min(...targets.map((one) => one.max ?? Infinity));
  return { name, unit, ...(min > -Infinity && { min }), ...(max < Infinity && { max }) };
}

function isContradictory({ min = -Infinity, max = Infinity }: Target): boolean {
  return min >= max;
}

function contradiction({ name, min, max, unit = '' }: Target): string {
  return `${name} cannot be at least ${min!} ${unit} and at most ${max!} ${unit}: take one of them back`;
}

/** `capacity_retention >= 95 %`, `30 nm <= film_thickness <= 40 nm`. */
export function targetInWords({ name, unit, min, max }: Target): string {
  const number = (value: number): string =>
    `${Number(value.toPrecision(6))}${unit === undefined ? '' : ` ${unit}`}`;
  if (min === undefined) return `${name} <= ${number(max!)}`;
  return max === undefined ? `${name} >= ${number(min)}` : `${number(min)} <= ${name} <= ${number(max)}`;
}
