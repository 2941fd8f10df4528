import type { Experiment } from '../../data/experiment.js';
import { words } from '../../data/format.js';
import { stepsOf } from '../../data/steps.js';
import type { Heard } from '../../data/topics.js';
import { Bar } from '../../parts/bar.js';
import { Card } from '../../parts/card.js';
import { LabTime } from '../../parts/lab-time.js';
import { Time } from '../../parts/time.js';

export interface StepsProps {
  readonly experiment: Pick<Experiment, 'jobs' | 'status'>;
  /** While it is under way. */
  readonly progress: Heard | undefined;
}

/** The steps as segments: done, failed, under way, to come, left out. */
export function Steps({ experiment: { jobs, status }, progress }: StepsProps) {
  const body = progress?.body;
  return (
    <Card title="Steps" about={body && <Ends body={body} />}>
      <ol class="steps">
        {stepsOf(jobs, status !== 'running', Number(body?.stepShare ?? 0)).map(({ name, state, share }) => (
          <li key={name} title={state}>
            <Bar share={share} label={`${name}, share done`} />
            <span class={share > 0 || state === 'under way' ? '' : 'muted'}>
              {words(name)}
              {SAID.has(state) && `: ${words(state)}`}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Ends({ body }: Pick<Heard, 'body'>) {
  return (
    <>
      ends <Time at={String(body.endsLabAt)} />, between <Time at={String(body.endsEarliestLabAt)} /> and{' '}
      <Time at={String(body.endsLatestLabAt)} />, lab time
      <LabTime />
    </>
  );
}

/** What a bar alone does not say. */
const SAID = new Set(['failed', 'aborted', 'interrupted', 'not-executed', 'unknown', 'left out']);
