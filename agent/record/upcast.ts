/** How bodies of older events read today. What is stored is never changed: the chain of hashes lies over it. */
import { effectOf } from '../experiment/effect.js';
import type { EventKind } from './lab-event.js';

type Body = Readonly<Record<string, unknown>>;

/** For each kind whose body ever changed its shape: from its first version to the second, from that to the third, ... */
const STEPS: Partial<Record<EventKind, readonly ((body: Body) => Body)[]>> = {
  'command.intended': [(body) => ({ ...body, effect: effectOf(body['task']) })],
  'observation.made': [(body) => ({ ...body, definitions: 1 })],
};

/** The version of a kind's body that is written today, counted from 1. */
export function versionOf(kind: string): number {
  return (STEPS[kind as EventKind]?.length ?? 0) + 1;
}

/**
 * A body in the shape of today.
 * @param version the one it was written in, from 1
 * @throws {Error} for a version that this software does not know
 */
export function upcast(kind: string, version: number, body: unknown): unknown {
  const known = versionOf(kind);
  if (version > known) {
    throw new Error(
      `a ${kind} of version ${version} (this software knows up to ${known}): update the software`,
    );
  }
  const steps = STEPS[kind as EventKind]?.slice(version - 1) ?? [];
  return steps.reduce((older, step) => step(older), body as Body);
}
