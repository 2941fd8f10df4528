import { AlarmName } from '../../frame/alarm-name.js';
import { AlarmVerbs } from '../../frame/alarm-verbs.js';
import { allAlarms } from '../../frame/alarms-waiting.js';
import { DASH, words } from '../../data/format.js';
import { isSoundBlocked, isSoundOn, switchSound } from '../../data/sound.js';
import { Card } from '../../parts/card.js';
import { useLab } from '../../parts/lab-context.js';
import { Mark } from '../../parts/mark.js';
import { Nothing } from '../../parts/nothing.js';
import { Table, VERBS } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { AcknowledgeAll } from './acknowledge-all.js';
import { History } from './history.js';
import { Routes } from './routes.js';

/** Every alarm that is up with its verbs, and what became of those before. */
export function AlarmsPage() {
  return (
    <>
      <Up />
      <Routes />
      <History />
    </>
  );
}

/** What it is, what to do, and its verbs. */
function Up() {
  const { topics, isHeard } = useLab();
  const alarms = allAlarms(topics);
  return (
    <Card
      title="Alarms"
      about={isHeard.value ? `${alarms.length} up` : DASH}
      end={
        <span class="row">
          <SoundSwitch />
          <AcknowledgeAll />
        </span>
      }
    >
      {alarms.length === 0 ? (
        <Nothing>No alarm is up.</Nothing>
      ) : (
        <Table
          columns={[{ name: 'priority', look: 'unnamed' }, 'alarm', 'state', 'since', 'what to do', VERBS]}
          rows={alarms}
          row={(alarm) => (
            <tr key={alarm.id}>
              <td>
                <Mark priority={alarm.priority} />
              </td>
              <td class="wrap">
                <div class="strong">
                  <AlarmName title={alarm.title} source={alarm.source} />
                </div>
                <div class="muted small">{alarm.text}</div>
              </td>
              <td>
                {words(alarm.phase)}
                {alarm.shelvedUntil !== null && (
                  <>
                    {' '}
                    until <Time at={alarm.shelvedUntil} />
                  </>
                )}
              </td>
              <td>
                <Time at={alarm.raisedAt} />
              </td>
              <td class="wrap">{alarm.response}</td>
              <td class="verbs">
                <AlarmVerbs alarm={alarm} />
              </td>
            </tr>
          )}
        />
      )}
    </Card>
  );
}

function SoundSwitch() {
  const isOn = isSoundOn.value;
  return (
    <button
      aria-pressed={isOn}
      title="for alarms that nobody has seen, at this computer: one beep for low to four for critical"
      onClick={() => {
        switchSound(!isOn);
      }}
    >
      Sound {isOn ? (isSoundBlocked.value ? 'on, silent until this page is touched' : 'on') : 'off'}
    </button>
  );
}
