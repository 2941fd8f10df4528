/** How far the cells in the channels have come, kept aside so that a power loss does not make them young again. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Room } from '../lab/room.js';
import type { CellState } from '../world/cell/cell-spec.js';

const SUFFIX = '.cell.json';

export class CellCheckpoints {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** Written aside and renamed: the file is whole at any moment. */
  save(jobId: string, cellId: string, state: CellState): void {
    const path = this.path(jobId);
    writeFileSync(`${path}.new`, JSON.stringify({ cellId, state }));
    renameSync(`${path}.new`, path);
  }

  drop(jobId: string): void {
    rmSync(this.path(jobId), { force: true });
  }

  /** Gives the cells of interrupted jobs the state that they had reached, wherever they are by now. */
  async recover(room: Room): Promise<void> {
    for (const name of readdirSync(this.folder).filter((each) => each.endsWith(SUFFIX))) {
      const jobId = name.slice(0, -SUFFIX.length);
      const { cellId, state } = JSON.parse(readFileSync(this.path(jobId), 'utf8')) as {
        cellId: string;
        state: CellState;
      };
      const cell = await room.cell(cellId);
      if (cell) await room.putCell({ ...cell, state });
      this.drop(jobId);
    }
  }

  private path(jobId: string): string {
    return join(this.folder, `${jobId}${SUFFIX}`);
  }
}
