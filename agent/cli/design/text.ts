/** Designs as tables for people. */
import type { Design } from '../../../planner/design/request.js';
import { digits, HOPELESS, type DesignReport } from '../../design/design-report.js';
import type { Material } from '../../design/material.js';
import { targetInWords } from '../../design/targets.js';
import { describeRecipe } from '../summary.js';
import { formatTable, type Column } from '../table.js';

const right = (title: string): Column => ({ title, align: 'right' });

/** What can be asked. */
export function askableText({ about, askable }: Pick<Material, 'about' | 'askable'>): string {
  if (askable.length === 0) return `${about}; nothing was measured yet`;
  const columns = [
    { title: 'quantity' },
    { title: 'unit' },
    right('results'),
    right('least'),
    right('largest'),
  ];
  const rows = askable.map(({ name, unit = '', count, least, largest }) => [
    name,
    unit,
    String(count),
    digits(least),
    digits(largest),
  ]);
  return `${about}\n\n${formatTable(columns, rows)}`;
}

export function toText(report: DesignReport): string {
  const { about, targets, designs, probabilityByChance, together, notes } = report;
  return [
    about,
    `wanted: ${targets.map(targetInWords).join(' and ')}`,
    '',
    designTable(report),
    '',
    `P: probability that one experiment with the recipe succeeds and meets ${targets.length === 1 ? 'the target' : 'all targets'}; ± is the standard deviation of that`,
    'measurement, of which "model" is what more experiments would take away. far: distance to the nearest recipe tried.',
    gainText(designs[0]?.probability ?? 0, probabilityByChance),
    togetherText(together, designs.length),
    ...notes.map((note) => `note: ${note}`),
  ].join('\n');
}

/** What designing is worth: of hopeless recipes nothing. */
function gainText(best: number, byChance: number): string {
  const text = `A recipe drawn from the space by chance has P ${shortP(byChance)}`;
  if (best < HOPELESS) return `${text}.`;
  const gain = best / byChance;
  const times = gain >= 1e4 ? 'more than 10000' : digits(Number(gain.toPrecision(2)));
  return `${text}: the best one here is ${times} times as likely.`;
}

function togetherText(
  { mean, interval: [least, most], any }: DesignReport['together'],
  count: number,
): string {
  return `Of ${count} such experiments about ${mean.toFixed(1)} succeed, ${least} to ${most} at 95 %: recipes alike stand and fall together. P of at least one: ${any.toFixed(2)}.`;
}

function designTable({ designs, targets }: DesignReport): string {
  const columns = [
    right('P'),
    right('made'),
    ...targets.flatMap(({ name, unit }) => [
      right(unit === undefined ? name : `${name} / ${unit}`),
      right('model'),
      right('P of it'),
    ]),
    right('far'),
    { title: 'recipe' },
  ];
  return formatTable(columns, designs.map(designRow));
}

function designRow({ parameters, probability, feasibility, quantities, distanceToTried }: Design): string[] {
  const made = Object.values(feasibility).reduce((product, p) => product * p, 1);
  return [
    shortP(probability),
    shortP(made),
    ...quantities.flatMap(({ mean, sdModel, sdNoise, sdSource = 0, probability: p }) => {
      const sd = Math.hypot(sdModel, sdNoise, sdSource);
      return [`${aligned(mean, sd)} ± ${sd.toPrecision(2)}`, sdModel.toPrecision(2), shortP(p)];
    }),
    distanceToTried.toFixed(2),
    describeRecipe(parameters),
  ];
}

/** As many places as the uncertainty has; with an exponent where they would be more than six. */
function aligned(mean: number, sd: number): string {
  if (!(sd > 0)) return digits(mean);
  const ofSd = Math.floor(Math.log10(sd));
  if (ofSd > -6) return mean.toFixed(Math.max(0, 1 - ofSd));
  const ofMean = Math.floor(Math.log10(Math.abs(mean)));
  return mean.toExponential(Math.min(20, Math.max(0, 1 + ofMean - ofSd)));
}

function shortP(p: number): string {
  return p > 0 && p < 0.005 ? p.toExponential(0) : p.toFixed(2);
}
