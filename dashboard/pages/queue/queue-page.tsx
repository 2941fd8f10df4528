import { useState } from 'preact/hooks';
import { DASH, recipe, words } from '../../data/format.js';
import type { Proposal } from '../../data/experiment.js';
import { place } from '../../data/open-place.js';
import { link } from '../../data/place.js';
import { queueOf } from '../../data/queue.js';
import { changesReport, type Report } from '../../data/report.js';
import type { Body } from '../../data/topics.js';
import { DecisionVerbs, RecipeOf } from '../../frame/approvals.js';
import { Card } from '../../parts/card.js';
import { Fault } from '../../parts/fault.js';
import { useLab } from '../../parts/lab-context.js';
import { LabTime } from '../../parts/lab-time.js';
import { useLackedRole } from '../../parts/lacked-roles.js';
import { Nothing } from '../../parts/nothing.js';
import { Table, VERBS } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { useAsked } from '../../parts/use-asked.js';
import { VerbButton } from '../../parts/verb-button.js';
import { WhyCard } from '../experiment/why.js';
import { RecipeDialog, type Draft } from './recipe-dialog.js';

/** What waits to begin, and a form for what people put there. */
export function QueuePage() {
  const { subject } = place.value;
  const [draft, setDraft] = useState<Draft>();
  const [said, setSaid] = useState('');
  const close = (): void => {
    setDraft(undefined);
  };
  return (
    <>
      <Waiting said={said} onDraft={setDraft} />
      {draft && <RecipeDialog draft={draft} onClose={close} onDone={setSaid} />}
      {subject !== undefined && <OneProposal key={subject} id={subject} />}
    </>
  );
}

interface WaitingProps {
  /** What came of the last form. */
  readonly said: string;
  readonly onDraft: (draft: Draft) => void;
}

const COLUMNS = [
  'proposal',
  'recipe',
  'state',
  'why a person is asked',
  'decided by itself (lab time)',
  VERBS,
];

/** Proposals in the order in which they begin; each move names the queue as it was seen, so that nobody moves blindly. */
function Waiting({ said, onDraft }: WaitingProps) {
  const { topics, isHeard } = useLab();
  const { uid, proposals } = queueOf(topics);
  const add = (): void => {
    onDraft({});
  };
  return (
    <Card
      title="Queue"
      about={
        <>
          {isHeard.value ? proposals.length : DASH} proposals, in the order in which they begin
          <LabTime />
        </>
      }
      end={<OpensForm verb="add" label="Add an experiment" onOpen={add} />}
    >
      <p class="small" role="status">
        {said}
      </p>
      {proposals.length === 0 ? (
        <Nothing>No proposal waits: what the planner proposes and the rules allow begins at once.</Nothing>
      ) : (
        <Table
          columns={COLUMNS}
          rows={proposals}
          row={([id, { body }], k) => {
            const edit = (): void => {
              onDraft({ edited: { proposal: id, queue_uid: uid } });
            };
            return <Row key={id} id={id} position={k + 1} body={body} uid={uid} onEdit={edit} />;
          }}
        />
      )}
    </Card>
  );
}

interface RowProps {
  readonly id: string;
  readonly position: number;
  readonly body: Body;
  readonly uid: string;
  readonly onEdit: () => void;
}

function Row({ id, position, body, uid, onEdit }: RowProps) {
  return (
    <tr>
      <td>
        <a class="strong id" href={link('queue', id)}>
          {id}
        </a>
      </td>
      <td class="wrap">
        <RecipeOf proposal={id} />
      </td>
      <td>{words(String(body.state))}</td>
      <td class="wrap">{String(body.reasons)}</td>
      <td>
        {body.state === 'asked' && (
          <>
            {String(body.byDefault)} <Time at={String(body.deadlineLabAt)} />
          </>
        )}
      </td>
      <td class="verbs">
        {position > 1 && (
          <VerbButton verb="move" label="Run next" fields={{ proposal: id, position: 1, queue_uid: uid }} />
        )}
        {body.state !== 'held' && <VerbButton verb="hold" label="Hold" fields={{ proposal: id }} />}
        <OpensForm verb="edit" label="Edit" onOpen={onEdit} />
        <DecisionVerbs proposal={id} isApproved={body.state === 'approved'} />
      </td>
    </tr>
  );
}

interface OpensFormProps {
  readonly verb: string;
  readonly label: string;
  readonly onOpen: () => void;
}

/** As the button of a verb: disabled, with the reason on it, while it could not be asked. */
function OpensForm({ verb, label, onOpen }: OpensFormProps) {
  const obstacle = useLab().verbs.obstacle(verb);
  useLackedRole(verb);
  return (
    <button disabled={obstacle !== undefined} title={obstacle} onClick={onOpen}>
      {label} …
    </button>
  );
}

/** What is proposed, and why. */
function OneProposal({ id }: { readonly id: string }) {
  const { data: report } = useAsked<Report>('status', changesReport);
  const { data: proposal, trouble } = useAsked<Proposal>(`proposals/${encodeURIComponent(id)}`);
  if (!proposal) return <Fault trouble={trouble} />;
  return (
    <>
      <div class="row">
        <h1 class="id">{id}</h1>
        <span class="muted wrap">{recipe(proposal.parameters)}</span>
      </div>
      <WhyCard why={proposal.why} objectives={report?.objectives ?? []} span={12} />
    </>
  );
}
