/** The page of all alarms for people, from their definitions: `npx tsx scripts/write-alarms.ts` writes it. */
import { PRIORITIES } from './alarm-state.js';
import type { AlarmDefinition } from './definition.js';
import { DEFINITIONS } from './definitions.js';

const HEAD = `# Alarms

<!-- Made from agent/alarms/definitions.ts by npx tsx scripts/write-alarms.ts: change it there. -->

An alarm is something that somebody has to do something about; everything else is an event. How they are
acknowledged, shelved and sent to people: [operators' topics](supervision.md#alarms). Delays and times to act
are in hours and seconds of the people's clock, not in lab time.
`;

/** The whole page, Markdown. */
export function alarmsPage(): string {
  const sections = PRIORITIES.map((priority) => {
    const ofPriority = Object.entries<AlarmDefinition>(DEFINITIONS).filter(
      ([, definition]) => definition.priority === priority,
    );
    const parts = ofPriority.map(([id, definition]) => section(id, definition));
    return [`## ${priority.charAt(0).toUpperCase()}${priority.slice(1)}\n`, ...parts].join('\n');
  });
  return [HEAD, ...sections].join('\n');
}

function section(id: string, definition: AlarmDefinition): string {
  const { title, means, consequence, response, withinH, page } = definition;
  return `### ${title}

\`${definition.source === undefined ? id : `${id}.<${definition.source}>`}\` - ${comesAndGoes(definition)}

- Means: ${means}
- If nothing is done: ${consequence}
- To do, within ${timeToAct(withinH)}: ${response}
- More: [${page}](${page})
`;
}

function comesAndGoes({ kind, onDelayS = 0, offDelayS = 0 }: AlarmDefinition): string {
  if (kind === 'happening') return 'latched: it goes when it is acknowledged';
  const on = onDelayS === 0 ? 'at once' : `after ${onDelayS} s`;
  const off = offDelayS === 0 ? 'at once' : `after ${offDelayS} s`;
  return `raised ${on}, cleared ${off}`;
}

/** `15 min`, `4 h` */
export function timeToAct(withinH: number): string {
  return withinH < 1 ? `${60 * withinH} min` : `${withinH} h`;
}
