import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackContents } from '../generative/training/container.js';

/** What is kept of a generative model: a training under way, or the model that it ended with. */
export type Kept = 'training' | 'model';

/**
 * The files of one campaign's generative model, each replaced as a whole. They save work and nothing else: one that is
 * missing, damaged or of other data is as good as none.
 */
export class ModelFiles {
  /** @param folder made when something is first kept */
  constructor(private readonly folder: string) {}

  /** The bytes kept of just these data; undefined without any. */
  of(kind: Kept, dataHash: string): Uint8Array | undefined {
    try {
      const bytes = readFileSync(this.path(kind));
      const { header } = unpackContents(bytes);
      return header['kind'] === kind && header['dataHash'] === dataHash ? bytes : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps a training; a model ends the training that led to it. */
  keep(kind: Kept, bytes: Uint8Array): void {
    mkdirSync(this.folder, { recursive: true });
    const path = this.path(kind);
    writeFileSync(`${path}.part`, bytes);
    renameSync(`${path}.part`, path);
    if (kind === 'model') rmSync(this.path('training'), { force: true });
  }

  private path(kind: Kept): string {
    return join(this.folder, `${kind}.bin`);
  }
}
