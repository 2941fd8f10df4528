import { useState } from 'preact/hooks';
import { AlarmName } from '../../frame/alarm-name.js';
import { waitingAlarms, type WaitingAlarm } from '../../frame/alarms-waiting.js';
import { Dialog } from '../../parts/dialog.js';
import { useLab } from '../../parts/lab-context.js';
import { Mark } from '../../parts/mark.js';
import { acknowledgeEach } from './acknowledge-each.js';

/** As many as a list shows at once: nobody has seen more. */
const MOST = 100;

/** All that nobody has seen yet, as one asks for it: the list in the question is what is acknowledged. */
export function AcknowledgeAll() {
  const { topics, verbs } = useLab();
  const [seen, setSeen] = useState<readonly WaitingAlarm[]>();
  const waiting = waitingAlarms(topics);
  const obstacle = verbs.obstacle('ack');
  if (waiting.length < 2 && !seen) return null;
  return (
    <>
      <button
        disabled={obstacle !== undefined}
        title={obstacle}
        onClick={() => {
          setSeen(waiting.slice(0, MOST));
        }}
      >
        Acknowledge all {Math.min(MOST, waiting.length)} …
      </button>
      {seen && (
        <Question
          seen={seen}
          onClose={() => {
            setSeen(undefined);
          }}
        />
      )}
    </>
  );
}

interface QuestionProps {
  readonly seen: readonly WaitingAlarm[];
  readonly onClose: () => void;
}

function Question({ seen, onClose }: QuestionProps) {
  const { topics, verbs } = useLab();
  const [left, setLeft] = useState(seen);
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const confirm = async (fields: FormData): Promise<void> => {
    const reason = fields.get('reason') as string;
    const found = await acknowledgeEach(left, {
      waiting: () => waitingAlarms(topics),
      acknowledge: async (alarm) => {
        await verbs.ask('ack', { alarm, reason });
      },
    });
    setRefused(found);
    setLeft(left.filter(({ id }) => found.has(id)));
    if (found.size > 0)
      throw new Error(`${left.length - found.size} of ${left.length} acknowledged; not these:`);
  };
  return (
    <Dialog
      title={`Acknowledge all ${left.length}`}
      consequence="Each of these counts as seen by you; what comes after this list was drawn does not. Nothing is mended by it."
      verb={`Acknowledge ${left.length}`}
      onClose={onClose}
      onConfirm={confirm}
    >
      <ul class="plain">
        {left.map(({ id, priority, title, source, text }) => (
          <li key={id}>
            <Mark priority={priority} />{' '}
            <span class="strong">
              <AlarmName title={title} source={source} />
            </span>{' '}
            <span class="muted small">{text}</span>
            {refused.has(id) && <div class="trouble small">{refused.get(id)}</div>}
          </li>
        ))}
      </ul>
      <label>
        Reason
        <textarea name="reason" rows={2} maxLength={1000} />
      </label>
    </Dialog>
  );
}
