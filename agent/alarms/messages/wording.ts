/** A message to people, in words: short enough for a telephone, with what to do. */
import type { Alarm } from '../alarm.js';
import type { Priority } from '../alarm-state.js';
import { timeToAct } from '../document.js';
import { shown } from '../shown.js';
import { NAMED, type Message } from './pace.js';

export interface Letter {
  readonly title: string;
  readonly text: string;
  /** Of the most urgent alarm in it. */
  readonly priority: Priority;
  readonly isSummary: boolean;
  readonly alarms: readonly Alarm[];
}

const HOW = 'Acknowledge with the verb ack and the id; GET /alarms lists all.';

/** @param lab what people call it */
export function letterOf({ alarms, isSummary }: Message, lab: string): Letter {
  const [first] = alarms;
  const priority = first?.priority ?? 'low';
  const title =
    first && alarms.length === 1
      ? `${lab}: ${priority} alarm ${first.id}`
      : `${lab}: ${alarms.length} alarms, the most urgent ${priority}`;
  const lines = alarms.slice(0, NAMED).map(lineOf);
  const rest = isSummary ? [`... of ${alarms.length}: ${counted(alarms)}`] : [];
  return { title, text: [...lines, ...rest, HOW].join('\n\n'), priority, isSummary, alarms };
}

/** Sent by hand to see whether a route works. */
export function testLetter(lab: string): Letter {
  const text = 'A test: nothing is wrong, and nothing is to be done.';
  return { title: `${lab}: test message`, text, priority: 'low', isSummary: false, alarms: [] };
}

function lineOf(alarm: Alarm): string {
  const { priority, id, raisedAt, text, response, withinH } = shown(alarm);
  const within = withinH === null ? '' : `\nTo do, within ${timeToAct(withinH)}: ${response}`;
  return `${priority.toUpperCase()} ${id} (${raisedAt}): ${text}${within}`;
}

/** `12 instrument-unreachable, 3 disk-low` */
function counted(alarms: readonly Alarm[]): string {
  const counts = new Map<string, number>();
  for (const { definition } of alarms) counts.set(definition, (counts.get(definition) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([definition, count]) => `${count} ${definition}`)
    .join(', ');
}
