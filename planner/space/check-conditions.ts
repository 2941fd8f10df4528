import { isLevels } from './conditions.js';
import type { Admitted, Variable } from './space.js';

/** What is wrong with the conditions of variables, as sentences. */
export function conditionFaults(variables: readonly Variable[]): string[] {
  return variables.flatMap((variable, index) => {
    if (variable.when === undefined) return [];
    const above = variables.slice(0, index);
    return [
      ...Object.entries(variable.when).flatMap(([name, admitted]) => {
        const gate = above.find((one) => one.name === name);
        const fault = gate ? gateFault(gate, admitted) : `no variable above it is called ${name}`;
        return fault === undefined ? [] : [`${variable.name}, when: ${fault}`];
      }),
      ...(variable.kind !== 'categorical' && variable.min === variable.max
        ? [`${variable.name}, when: a variable of one value needs no condition`]
        : []),
    ];
  });
}

function gateFault(gate: Variable, admitted: Admitted): string | undefined {
  switch (gate.kind) {
    case 'continuous':
      return `${gate.name} is continuous; expected a categorical or an integer`;
    case 'categorical':
      if (!isLevels(admitted)) return `expected levels of ${gate.name}`;
      return levelsFault(gate.name, gate.levels, admitted);
    case 'integer':
      if (isLevels(admitted)) return `expected min or max of ${gate.name}`;
      return rangeFault(gate, admitted);
  }
}

function levelsFault(
  name: string,
  levels: readonly string[],
  admitted: readonly string[],
): string | undefined {
  const unknown = admitted.filter((level) => !levels.includes(level));
  if (unknown.length > 0) return `${name} has no ${unknown.join(', ')}; it has ${levels.join(', ')}`;
  return admitted.length === 0 ? `no level of ${name} is named` : undefined;
}

function rangeFault(
  { name, min, max }: Extract<Variable, { kind: 'integer' }>,
  { min: low = -Infinity, max: high = Infinity }: { readonly min?: number; readonly max?: number },
): string | undefined {
  const some = Math.ceil(Math.max(low, min)) <= Math.floor(Math.min(high, max));
  return some ? undefined : `${name} is ${min} to ${max}, never within ${low} to ${high}`;
}
