import { words } from '../../data/format.js';
import type { Body } from '../../data/topics.js';
import { Card } from '../../parts/card.js';
import { useLab } from '../../parts/lab-context.js';
import { Time } from '../../parts/time.js';
import { VerbButton } from '../../parts/verb-button.js';

/** Proposals in the order in which they begin; each move names the queue as it was seen, so that nobody moves blindly. */
export function QueuePage() {
  const { topics } = useLab();
  const queue = topics.of('queue/state').value?.body;
  const proposals = topics.below('proposal').value;
  const order = String(queue?.order ?? '')
    .split(', ')
    .filter((id) => proposals.has(id));
  return (
    <Card title="Queue" about={`${order.length} proposals, in the order in which they begin`}>
      {order.length === 0 ? (
        <p class="muted">No proposal waits: what the planner proposes and the rules allow begins at once.</p>
      ) : (
        <div class="table-scroll">
          <table class="narrow">
            <thead>
              <tr>
                <th>proposal</th>
                <th>state</th>
                <th>why a person is asked</th>
                <th>decided by itself (lab time)</th>
                <th class="verbs">
                  <span class="visually-hidden">verbs</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {order.map((id, k) => (
                <Row
                  key={id}
                  id={id}
                  position={k + 1}
                  body={proposals.get(id)!.body}
                  uid={String(queue?.uid)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

interface RowProps {
  readonly id: string;
  readonly position: number;
  readonly body: Body;
  readonly uid: string;
}

function Row({ id, position, body, uid }: RowProps) {
  const isOpen = body.state !== 'approved';
  return (
    <tr>
      <td class="strong id">{id}</td>
      <td>{words(String(body.state))}</td>
      <td class="wrap">{String(body.reasons)}</td>
      <td>
        {body.state === 'asked' ? (
          <>
            {String(body.byDefault)} <Time at={String(body.deadlineLabAt)} />
          </>
        ) : (
          ''
        )}
      </td>
      <td class="verbs">
        {position > 1 && (
          <VerbButton verb="move" label="Run next" fields={{ proposal: id, position: 1, queue_uid: uid }} />
        )}
        {body.state === 'asked' && <VerbButton verb="hold" label="Hold" fields={{ proposal: id }} />}
        {isOpen && (
          <VerbButton
            verb="reject"
            label="Reject"
            fields={{ proposal: id }}
            reason="required"
            consequence={`${id} is not run; the planner proposes something else and learns that this was not wanted.`}
          />
        )}
        {isOpen && <VerbButton verb="approve" label="Approve" look="primary" fields={{ proposal: id }} />}
      </td>
    </tr>
  );
}
