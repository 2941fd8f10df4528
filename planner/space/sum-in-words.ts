import type { LinearConstraint } from './space.js';

/** The sum of a linear constraint as people write it: `2 EC + DMC - 0.5 LiPF6`. */
export function sumInWords(terms: LinearConstraint['terms']): string {
  return Object.entries(terms)
    .map(([name, weight], k) => {
      const size = Math.abs(weight);
      return `${signBefore(weight, k === 0)}${size === 1 ? '' : `${size} `}${name}`;
    })
    .join(' ');
}

function signBefore(weight: number, isFirst: boolean): string {
  if (isFirst) return weight < 0 ? '-' : '';
  return weight < 0 ? '- ' : '+ ';
}
