/**
 * Space that is set aside on the record's disk while there is plenty: given back when the disk is full, it holds the
 * alarm, the pause and the ends of the commands under way.
 */
import { randomFillSync } from 'node:crypto';
import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import { isDiskFull } from './disk-full.js';

const BLOCK_BYTES = 2 ** 20;

export class Reserve {
  /** @param bytes the default is about a day of a lab of 64 channels */
  constructor(
    private readonly path: string,
    private readonly bytes = 32 * BLOCK_BYTES,
  ) {}

  async isHeld(): Promise<boolean> {
    const found = await stat(this.path).catch(() => undefined);
    return found !== undefined && found.size >= this.bytes;
  }

  /** True when the space is set aside, false when there is no room for it. */
  async make(): Promise<boolean> {
    if (await this.isHeld()) return true;
    try {
      const file = await open(this.path, 'w');
      await fill(file, this.bytes).finally(() => file.close());
      return true;
    } catch (error) {
      await rm(this.path, { force: true });
      if (isDiskFull(error)) return false;
      throw error;
    }
  }

  /** True when space was given back. */
  async release(): Promise<boolean> {
    const held = await stat(this.path).catch(() => undefined);
    await rm(this.path, { force: true });
    return held !== undefined && held.size > 0;
  }
}

/** Noise, because some file systems pack zeros into nothing. */
async function fill(file: FileHandle, bytes: number): Promise<void> {
  const block = randomFillSync(Buffer.alloc(Math.min(BLOCK_BYTES, bytes)));
  for (let left = bytes; left > 0; left -= block.length) {
    // A disk that is nearly full takes less than was given, and says so only the next time.
    await file.writeFile(block.subarray(0, Math.min(left, block.length)));
  }
  await file.sync();
}
