/** An alarm's priority as colour, shape and number: never colour alone. */

/** The most urgent first. */
export const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

const SHAPES: Readonly<Record<Priority, { readonly path: string; readonly number: number }>> = {
  critical: { path: 'M1 1h14v14H1z', number: 1 },
  high: { path: 'M8 0l8 15H0z', number: 2 },
  medium: { path: 'M8 0l8 8-8 8-8-8z', number: 3 },
  low: { path: 'M8 0a8 8 0 1 1 0 16A8 8 0 1 1 8 0z', number: 4 },
};

export function Mark({ priority }: { readonly priority: Priority }) {
  const { path, number } = SHAPES[priority];
  return (
    <svg class={`mark ${priority}`} viewBox="0 0 16 16" role="img" aria-label={`${priority} priority`}>
      <path d={path} fill="var(--priority)" />
      <text x="8" y={number === 2 ? 13 : 11.5}>
        {number}
      </text>
    </svg>
  );
}
