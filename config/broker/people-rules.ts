/** What must hold between the logins of the broker. */
import { readEach, readOne, valueAt } from '../draft.js';
import { instrumentSchema } from '../lab-instruments.js';
import { labSchema } from '../lab.js';
import type { Finding } from '../problem.js';

/** A person with the login of the agent or of an instrument would have its rights, or it the person's. */
export function peopleFindings(raw: unknown): Finding[] {
  const broker = readOne(labSchema.shape.broker, raw, ['broker']);
  if (broker === undefined || valueAt(raw, ['broker', 'people']) === undefined) return [];
  const instruments = readEach(instrumentSchema, raw, ['instruments']).map(({ path }) => String(path.at(-1)));
  const taken = new Map([
    ...instruments.map((name): [string, string] => [name, 'an instrument']),
    [broker.value.username, 'the agent itself'],
  ]);
  return Object.keys(broker.value.people).flatMap((name) => {
    const owner = taken.get(name);
    if (owner === undefined) return [];
    return [
      {
        path: ['broker', 'people', name],
        message: `already the login of ${owner}`,
        expected: 'a name of its own',
        found: name,
        at: 'key' as const,
      },
    ];
  });
}
