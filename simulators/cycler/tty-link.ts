/** The stable link to a pseudo-terminal, whose own number changes with every start. */
import { lstatSync, mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';

/** A link left by an earlier run is replaced; anything else in its place is not ours to remove. */
export function placeLink(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found && !found.isSymbolicLink()) throw new Error(`${path} exists and is not a link: move it away`);
  removeLink(path);
  symlinkSync(target, path);
}

/** Unlinked by name: `rmSync` of Node 24 leaves a link whose target is gone. Whatever else lies there stays. */
export function removeLink(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) unlinkSync(path);
}
