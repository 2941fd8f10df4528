/** What carrying a command out twice would do. It decides what may follow when nobody can say whether it was done. */

/**
 * `idempotent`: it states a wanted condition, and twice is as good as once. `repeatable`: twice costs time only.
 * `irreversible`: it uses up stock, ages a cell or opens it.
 */
export type Effect = 'idempotent' | 'repeatable' | 'irreversible';

const EFFECTS: Readonly<Record<string, Effect>> = {
  transfer: 'idempotent',
  impedance: 'repeatable',
  mass: 'repeatable',
  microbalance: 'repeatable',
};

/** Of a task by its kind; whatever is not known to be harmless is irreversible. */
export function effectOf(task: unknown): Effect {
  const kind = (task as { readonly kind?: unknown } | null | undefined)?.kind;
  return (typeof kind === 'string' ? EFFECTS[kind] : undefined) ?? 'irreversible';
}
