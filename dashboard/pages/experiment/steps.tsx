import { time, words } from '../../data/format.js';
import type { Heard } from '../../data/topics.js';
import { Bar } from '../../parts/bar.js';
import { Card } from '../../parts/card.js';

/** In the order in which an experiment takes them. */
const STEPS = [
  'formulate',
  'assemble',
  'load',
  'form',
  'age',
  'unload',
  'impedance',
  'weigh',
  'film',
  'discard',
];

export interface StepsProps {
  readonly step: string | null;
  readonly isOver: boolean;
  /** While it is under way. */
  readonly progress: Heard | undefined;
}

/** The steps as segments: done, under way, to come. */
export function Steps({ step, isOver, progress }: StepsProps) {
  const at = step === null ? -1 : STEPS.indexOf(step);
  const body = progress?.body;
  return (
    <Card
      title="Steps"
      about={
        body
          ? `ends ${time(String(body.endsLabAt)).local}, between ${time(String(body.endsEarliestLabAt)).local} and ${time(String(body.endsLatestLabAt)).local}, lab time`
          : undefined
      }
    >
      <ol class="steps">
        {STEPS.map((name, k) => {
          const share = k < at || (k === at && isOver) ? 1 : k === at ? Number(body?.stepShare ?? 0) : 0;
          return (
            <li key={name}>
              <Bar share={share} label={`${name}, share done`} />
              <span class={k > at ? 'muted' : ''}>{words(name)}</span>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
