/** Copies a database page by page while it is written, by SQLite's online backup. */
import type { Knex } from 'knex';

/** The part of sqlite3's backup that is used; its types leave it out. */
interface PageCopy {
  readonly completed: boolean;
  step(pages: number, done: (error: Error | null) => void): void;
  finish(done: () => void): void;
}

interface Connection {
  backup(path: string, done: (error: Error | null) => void): PageCopy;
}

interface Pool {
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
}

/** Pages of one step where others write through the same connection: about a millisecond each. */
export const PAGES_BESIDE_WRITES = 64;

/** The whole copy in one step: for a connection of its own, where another's write would begin it anew. */
export const ALL_PAGES = -1;

/**
 * Resolves when the file `to` holds all pages. Writes through the same connection go on in between and reach the copy;
 * the connection is borrowed for each step, because a step inside an open transaction would be refused.
 * @throws the signal's reason, or SQLite's error; the unfinished file is left to the caller
 */
export async function copyPages(
  db: Knex,
  to: string,
  pagesPerStep: number,
  signal?: AbortSignal,
): Promise<void> {
  const pool = db.client as Pool;
  const copy = await borrowed(pool, (connection) => begin(connection, to));
  try {
    while (!copy.completed) {
      signal?.throwIfAborted();
      await borrowed(pool, () => step(copy, pagesPerStep));
    }
  } finally {
    await borrowed(
      pool,
      () =>
        new Promise<void>((done) => {
          copy.finish(done);
        }),
    );
  }
}

async function borrowed<T>(pool: Pool, use: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await pool.acquireConnection();
  try {
    return await use(connection);
  } finally {
    await pool.releaseConnection(connection);
  }
}

function begin(connection: Connection, to: string): Promise<PageCopy> {
  return new Promise((resolve, reject) => {
    const copy = connection.backup(to, (error) => {
      if (error) reject(error);
      else resolve(copy);
    });
  });
}

function step(copy: PageCopy, pages: number): Promise<void> {
  return new Promise((resolve, reject) => {
    copy.step(pages, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
