/** What must hold between the logins of the broker. */
import { readEach, readOne, valueAt } from '../draft.js';
import { instrumentSchema } from '../lab-instruments.js';
import { labSchema } from '../lab.js';
import { OWN_NAMES } from '../own-names.js';
import type { Finding } from '../problem.js';

/** A person with the login of the agent or of an instrument would have its rights, or it the person's. */
export function peopleFindings(raw: unknown): Finding[] {
  const broker = readOne(labSchema.shape.broker, raw, ['broker']);
  if (broker === undefined || valueAt(raw, ['broker', 'people']) === undefined) return [];
  const instruments = readEach(instrumentSchema, raw, ['instruments']).map(({ path }) => String(path.at(-1)));
  const taken = new Map([
    ...OWN_NAMES.map((name): [string, string] => [name, 'a name under which the agent itself acts']),
    ...instruments.map((name): [string, string] => [name, 'already the login of an instrument']),
    [broker.value.username, 'already the login of the agent itself'],
  ]);
  return Object.keys(broker.value.people).flatMap((name) => {
    const message = taken.get(name);
    if (message === undefined) return [];
    return [
      {
        path: ['broker', 'people', name],
        message,
        expected: 'a name of its own',
        found: name,
        at: 'key' as const,
      },
    ];
  });
}
