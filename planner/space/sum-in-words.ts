import type { LinearConstraint } from './space.js';

/** The sum of a linear constraint as people write it: `2 EC + DMC - 0.5 LiPF6`. */
export function sumInWords(terms: LinearConstraint['terms']): string {
  return Object.entries(terms)
    .map(([name, weight], k) => {
      const size = Number(Math.abs(weight).toPrecision(9));
      return `${signBefore(weight, k === 0)}${size === 1 ? '' : `${size} `}${name}`;
    })
    .join(' ');
}

/** `0.3 <= 2 EC + DMC <= 0.5`, with one side where it has no other. */
export function constraintInWords({ terms, min, max }: LinearConstraint): string {
  const form = sumInWords(terms);
  if (min !== undefined && min === max) return `${form} = ${min}`;
  if (min === undefined) return `${form} <= ${max ?? ''}`;
  return max === undefined ? `${form} >= ${min}` : `${min} <= ${form} <= ${max}`;
}

function signBefore(weight: number, isFirst: boolean): string {
  if (isFirst) return weight < 0 ? '-' : '';
  return weight < 0 ? '- ' : '+ ';
}
