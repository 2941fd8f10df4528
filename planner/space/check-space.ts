import { PlannerError } from '../planner-error.js';
import { conditionFaults } from './check-conditions.js';
import type { FractionBlock, LinearConstraint, Space, Variable } from './space.js';

/** @throws PlannerError `bad-space` with every fault of the definition at once. */
export function assertSpace(space: Space): void {
  const faults = [
    ...duplicates(names(space)),
    ...space.blocks.flatMap(blockFaults),
    ...space.variables.flatMap(variableFaults),
    ...conditionFaults(space.variables),
    ...space.constraints.flatMap((constraint, index) => constraintFaults(space, constraint, index)),
    ...(names(space).length === 0 ? ['it has no variable'] : []),
  ];
  if (faults.length === 0) return;
  throw new PlannerError('bad-space', `the search space cannot be used: ${faults.join('; ')}`, { faults });
}

function names({ blocks, variables }: Space): string[] {
  return [
    ...blocks.flatMap((block) => block.components.map((c) => `${block.name}.${c.name}`)),
    ...variables.map((v) => v.name),
  ];
}

function duplicates(all: readonly string[]): string[] {
  const twice = new Set(all.filter((name, i) => all.indexOf(name) !== i));
  return [...twice].map((name) => `the name ${name} is used twice`);
}

function blockFaults({ name, components, maxComponents, resolution }: FractionBlock): string[] {
  const faults = components
    .filter((c) => !(c.min >= 0 && c.min <= c.max && c.max <= 1))
    .map((c) => `${name}.${c.name}: expected 0 <= min <= max <= 1, got ${c.min} to ${c.max}`);
  faults.push(
    ...components
      .filter((c) => c.least !== undefined && !(c.least >= 0 && c.least <= c.max))
      .map((c) => `${name}.${c.name}: expected 0 <= least <= max, got ${c.least ?? ''}`),
  );
  const least = components.reduce((sum, c) => sum + c.min, 0);
  const required = components.filter((c) => c.min > 0).length;
  const optional = components.filter((c) => c.min === 0).map((c) => c.max);
  const room = Math.max(0, maxComponents - required);
  const most =
    components.filter((c) => c.min > 0).reduce((sum, c) => sum + c.max, 0) +
    optional
      .sort((a, b) => b - a)
      .slice(0, room)
      .reduce((sum, max) => sum + max, 0);
  if (!Number.isInteger(maxComponents) || maxComponents < Math.max(1, required)) {
    faults.push(`block ${name}: ${required} components are required, at most ${maxComponents} allowed`);
  }
  if (least > 1 + 1e-9) faults.push(`block ${name}: the minima sum to ${least}, above 1`);
  if (most < 1 - 1e-9) faults.push(`block ${name}: ${maxComponents} components reach ${most}, below 1`);
  if (resolution !== undefined && !(Math.abs(1 / resolution - Math.round(1 / resolution)) < 1e-6)) {
    faults.push(`block ${name}: resolution ${resolution} does not divide 1`);
  }
  return faults;
}

function variableFaults(variable: Variable): string[] {
  if (variable.kind === 'categorical') {
    const distinct = new Set(variable.levels).size === variable.levels.length;
    return variable.levels.length > 0 && distinct
      ? []
      : [`${variable.name}: levels must be distinct, 1 or more`];
  }
  const { name, min, max } = variable;
  if (!(Number.isFinite(min) && Number.isFinite(max) && min <= max)) {
    return [`${name}: expected finite min <= max, got ${min} to ${max}`];
  }
  if (variable.kind === 'integer') {
    return Number.isInteger(min) && Number.isInteger(max) ? [] : [`${name}: bounds must be integers`];
  }
  if (variable.scale === 'log' && min <= 0) return [`${name}: a log scale needs min > 0, got ${min}`];
  const step = variable.resolution;
  if (step === undefined) return [];
  const hasStep = step > 0 && Math.floor(max / step + 1e-9) >= Math.ceil(min / step - 1e-9);
  return hasStep ? [] : [`${name}: no multiple of ${step} between ${min} and ${max}`];
}

function constraintFaults(space: Space, { terms, min, max }: LinearConstraint, index: number): string[] {
  const where = `constraint ${index + 1}`;
  const known = new Set(names(space));
  const nonlinear = new Set(
    space.variables
      .filter((v) => v.kind === 'categorical' || (v.kind === 'continuous' && v.scale === 'log'))
      .map((v) => v.name),
  );
  return [
    ...Object.keys(terms)
      .filter((name) => !known.has(name))
      .map((name) => `${where}: no variable is called ${name}`),
    ...Object.keys(terms)
      .filter((name) => nonlinear.has(name))
      .map((name) => `${where}: ${name} is categorical or on a log scale, which no linear constraint takes`),
    ...(min === undefined && max === undefined ? [`${where}: neither min nor max`] : []),
    ...((min ?? -Infinity) > (max ?? Infinity) ? [`${where}: min ${min ?? ''} above max ${max ?? ''}`] : []),
  ];
}
