import { queueOf } from '../data/queue.js';
import { useLab } from '../parts/lab-context.js';
import { Mark } from '../parts/mark.js';
import { Nothing } from '../parts/nothing.js';
import { Time } from '../parts/time.js';
import { VerbButton } from '../parts/verb-button.js';
import { Approvals } from './approvals.js';
import { AlarmName } from './alarm-name.js';
import { AlarmVerbs } from './alarm-verbs.js';
import { waitingAlarms, type WaitingAlarm } from './alarms-waiting.js';

/** Longer lists are read on their own page. */
const MOST_SHOWN = 4;

/** What waits for a person comes first on every page: questions, approvals, alarms that nobody has seen. */
export function NeedsYou() {
  const { topics } = useLab();
  const prompts = [...topics.below('prompt').value];
  const alarms = waitingAlarms(topics);
  const approvals = queueOf(topics).proposals.filter(([, { body }]) => body.state === 'asked');
  if (prompts.length + alarms.length + approvals.length === 0) {
    return <Nothing>Nothing needs you.</Nothing>;
  }
  return (
    <section class="stack" aria-label="What needs you">
      {alarms.slice(0, MOST_SHOWN).map((alarm) => (
        <AlarmStrip key={alarm.id} alarm={alarm} />
      ))}
      {alarms.length > MOST_SHOWN && <a href="#/alarms">More alarms: {alarms.length - MOST_SHOWN}</a>}
      {prompts.map(([id, { body }]) => (
        <Question key={id} id={id} body={body} />
      ))}
      <Approvals approvals={approvals} />
    </section>
  );
}

function AlarmStrip({ alarm }: { readonly alarm: WaitingAlarm }) {
  return (
    <div class={`needs ${alarm.priority}`}>
      <Mark priority={alarm.priority} />
      <div class="what wrap">
        <div class="strong">
          <AlarmName title={alarm.title} source={alarm.source} />
        </div>
        <div class="muted small">
          {alarm.text} · <Standing alarm={alarm} /> · {alarm.response}
        </div>
      </div>
      <AlarmVerbs alarm={alarm} />
    </div>
  );
}

/** Whether it still is so: what has gone by itself waits for somebody to see that it was there. */
function Standing({ alarm: { phase, raisedAt } }: { readonly alarm: WaitingAlarm }) {
  const [before, after] = STANDINGS[phase] ?? ['since', ''];
  return (
    <>
      {before} <Time at={raisedAt} />
      {after}
    </>
  );
}

const STANDINGS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'returned-unacknowledged': ['came', ', has gone by itself'],
  'latched-unacknowledged': ['happened', ', is over'],
};

function Question({ id, body }: { readonly id: string; readonly body: Readonly<Record<string, unknown>> }) {
  const options = String(body.options)
    .split('; ')
    .map((text) => text.split(': ') as [string, string]);
  return (
    <div class="needs">
      <div class="what wrap">
        <div class="strong">{String(body.question)}</div>
        <div class="muted small">
          {String(body.defaultOption)} if nobody answers by <Time at={String(body.deadlineLabAt)} /> (lab
          time)
        </div>
      </div>
      {options.map(([option, meaning]) => (
        <VerbButton
          key={option}
          verb="answer"
          label={option}
          fields={{ prompt: id, option }}
          photo
          consequence={meaning}
        />
      ))}
    </div>
  );
}
