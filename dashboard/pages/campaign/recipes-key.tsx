import type { Parallel } from '../../data/parallel.js';
import { lookOf } from './recipe-line.js';

const KEYS = ['best quarter', 'second', 'third', 'last'];

/** What the looks of lines stand for, and how many there are of each kind. */
export function RecipesKey({ parallel }: { readonly parallel: Parallel }) {
  const looks = [0, 1, 2, 3, undefined] as const;
  return (
    <ul class="row muted small key">
      {looks.map((quarter) => (
        <li key={quarter ?? 'failed'}>
          <svg width="26" height="8" aria-hidden="true">
            <path d="M0 4H26" {...lookOf({ quarter })} />
          </svg>{' '}
          {quarter === undefined ? '× failed' : KEYS[quarter]}
        </li>
      ))}
      {parallel.endedEarly > 0 && <li>← → ended early, a limit</li>}
      <li>{countsOf(parallel)}</li>
    </ul>
  );
}

function countsOf({ ranked, outOfBounds, endedEarly }: Parallel): string {
  const others = [
    [outOfBounds, 'out of bounds'],
    [endedEarly, 'ended early'],
  ] as const;
  const told = others.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
  return [`n = ${ranked} ranked`, ...told].join(', ');
}
