/** A password from a terminal that does not show it, or as the first line of a pipe. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { PASSWORD_LENGTH } from '../access/accounts.js';

/** @throws {Error} when nothing came, or two different ones */
export async function askPassword(name: string): Promise<string> {
  if (!process.stdin.isTTY) return firstLine();
  const password = await hidden(`password for ${name} (${PASSWORD_LENGTH.least} characters or more): `);
  if ((await hidden('again: ')) !== password) throw new Error('these were two different passwords');
  return password;
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new Error('a password was expected on the first line of the input, nothing came');
}

function hidden(question: string): Promise<string> {
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stderr.write(question);
  return new Promise((resolve, reject) => {
    lines.once('close', () => {
      reject(new Error('no password was given'));
    });
    lines.question('', (answer) => {
      resolve(answer);
      lines.close();
      process.stderr.write('\n');
    });
  });
}
