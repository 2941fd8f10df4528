/**
 * Photos that people hand in with what they answer: in the record, so that every backup has them, under the hash of their
 * bytes. The event of the answer names the hash, so the chain covers them.
 */
import type { Knex } from 'knex';
import { sha256 } from './hash-chain.js';
import { RecordError } from './record-error.js';
import { restoreHint } from './backup/restore-hint.js';
import { pathOf } from './series/chunk.js';

export interface Photo {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

interface PhotoRow {
  readonly sha256: string;
  readonly media_type: string;
  readonly bytes: Buffer;
}

/** What browsers show and cameras make, by how it begins (JFIF and Exif: ITU-T T.81, B.1.1.3; PNG: ISO/IEC 15948, 5.2). */
const SIGNATURES: Readonly<Record<string, Buffer>> = {
  'image/jpeg': Buffer.from('ffd8ff', 'hex'),
  'image/png': Buffer.from('89504e470d0a1a0a', 'hex'),
};

/** By its first bytes, whatever it was called; undefined for what is no photo. */
export function photoIn(bytes: Buffer): Photo | undefined {
  const found = Object.entries(SIGNATURES).find(([, begin]) => bytes.subarray(0, begin.length).equals(begin));
  return found && { mediaType: found[0], bytes };
}

/** Kept once, however often it is handed in. @returns its name, SHA-256 in hex */
export async function keepPhoto(db: Knex, { mediaType, bytes }: Photo): Promise<string> {
  const name = sha256(bytes);
  await db<PhotoRow>('photos')
    .insert({ sha256: name, media_type: mediaType, bytes })
    .onConflict('sha256')
    .ignore();
  return name;
}

/** @throws {RecordError} `damaged` */
export async function photoOf(db: Knex, name: string): Promise<Photo | undefined> {
  const row = await db<PhotoRow>('photos').where({ sha256: name }).first();
  if (!row) return undefined;
  const problem = problemOf(row);
  if (problem !== undefined)
    throw new RecordError(pathOf(db), 'damaged', `${problem}; ${restoreHint(pathOf(db))}`);
  return { mediaType: row.media_type, bytes: row.bytes };
}

/** Those that are not what they were, as sentences. A record of an earlier version has none. */
export async function brokenPhotos(db: Knex): Promise<string[]> {
  if (!(await db.schema.hasTable('photos'))) return [];
  const problems: string[] = [];
  for (const name of await db('photos').orderBy('sha256').pluck<string[]>('sha256')) {
    const row = await db<PhotoRow>('photos').where({ sha256: name }).first();
    const problem = row && problemOf(row);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

function problemOf({ sha256: name, bytes }: PhotoRow): string | undefined {
  const found = sha256(bytes);
  return found === name ? undefined : `photo ${name}: its bytes were changed, their SHA-256 is ${found}`;
}
