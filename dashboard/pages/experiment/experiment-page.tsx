import { useState } from 'preact/hooks';
import { DASH, phrase, recipe, title, unit, words } from '../../data/format.js';
import { cameOutOf, type Experiment } from '../../data/experiment.js';
import { place } from '../../data/open-place.js';
import { cameOut, changesReport, type Report } from '../../data/report.js';
import { Card } from '../../parts/card.js';
import { Fault } from '../../parts/fault.js';
import { useLab } from '../../parts/lab-context.js';
import { useAsked } from '../../parts/use-asked.js';
import { Cycles } from './cycles.js';
import { ExperimentList } from './experiment-list.js';
import { Signals, type TesterJob } from './signals.js';
import { Steps } from './steps.js';
import { WhyCard } from './why.js';

/** One experiment: what it is, how far, what it measures, why it was chosen, and what went wrong. Without one, the list. */
export function ExperimentPage() {
  const { subject } = place.value;
  return subject === undefined ? <ExperimentList /> : <OneExperiment id={subject} />;
}

function OneExperiment({ id }: { readonly id: string }) {
  const { topics } = useLab();
  const { data: report } = useAsked<Report>('status', changesReport);
  const { data: experiment, trouble } = useAsked<Experiment>(
    `experiments/${encodeURIComponent(id)}`,
    (kind) => changesReport(kind) || kind.startsWith('command.'),
  );
  if (!experiment) return trouble ? <Fault trouble={trouble} /> : <p class="waiting">Reading {id} …</p>;
  const jobs = experiment.jobs
    .filter(({ step }) => step === 'form' || step === 'age')
    .map(({ id: jobId, step, state }) => ({
      jobId,
      step,
      isRunning: state === 'acknowledged' || state === 'intended',
    }));
  const broken = report?.experiments.find((each) => each.id === id)?.broken ?? [];
  return (
    <>
      <div class="row">
        <h1 class="id">{id}</h1>
        <span class="muted wrap">{recipe(experiment.parameters)}</span>
        <span class="pill">
          {experiment.attempt > 1 ? `${experiment.status}, try ${experiment.attempt}` : experiment.status}
        </span>
      </div>
      <div class="grid">
        <Steps experiment={experiment} progress={topics.of(`experiment/${id}`).value} />
        <FailureCard experiment={experiment} />
        <div class="span-7 grid">
          <OnTester key={id} jobs={jobs} />
          <Figures experiment={experiment} broken={broken} />
        </div>
        {experiment.why && (
          <WhyCard why={experiment.why} objectives={report?.objectives ?? []} shown={experiment} />
        )}
      </div>
    </>
  );
}

/** What the tester recorded in the formation or the ageing: the latest of them unless the reader chooses. */
function OnTester({ jobs }: { readonly jobs: readonly TesterJob[] }) {
  const [chosen, choose] = useState<string>();
  const job = jobs.find(({ jobId }) => jobId === chosen) ?? jobs.at(-1);
  if (!job) return null;
  return (
    <>
      <Signals jobs={jobs} job={job} onChoose={choose} />
      <Cycles {...job} />
    </>
  );
}

/** Of an experiment that was completed all the same, what was found on it. */
function FailureCard({ experiment: { status, outcome } }: { readonly experiment: Experiment }) {
  const failure = outcome?.execution.failure;
  if (!failure) return null;
  return (
    <Card
      title={`${status === 'completed' ? 'Found' : title(status)}: ${words(failure.cause)}`}
      about={`in ${failure.stage}, for reasons of the ${failure.attribution}`}
    >
      <p class="wrap">{failure.evidence}</p>
      <p class="muted small">
        category {words(failure.category)}
        {failure.jobId !== undefined && ` · job ${failure.jobId}`}
      </p>
    </Card>
  );
}

interface FiguresProps {
  readonly experiment: Experiment;
  /** What of it is out of the bounds of the campaign. */
  readonly broken: readonly string[];
}

function Figures({ experiment, broken }: FiguresProps) {
  const { observations } = experiment;
  if (observations.length === 0) return null;
  const about = broken.length > 0 ? `out of bounds: ${broken.map(phrase).join('; ')}` : undefined;
  return (
    <Card title="What was measured" about={about}>
      <div class="table-scroll">
        <table>
          <tbody>
            {observations.map(({ quantity, unit: ucum, quality, reason }) => (
              <tr key={quantity}>
                <td>{title(quantity)}</td>
                <td class="number">{cameOut(cameOutOf(experiment, quantity))}</td>
                <td>{unit(ucum)}</td>
                <td class="muted small wrap">{quality === 'valid' ? '' : `${quality}: ${reason || DASH}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
