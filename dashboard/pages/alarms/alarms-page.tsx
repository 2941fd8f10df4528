import { AlarmVerbs } from '../../frame/alarm-verbs.js';
import { allAlarms } from '../../frame/alarms-waiting.js';
import { words } from '../../data/format.js';
import { Card } from '../../parts/card.js';
import { useLab } from '../../parts/lab-context.js';
import { Mark } from '../../parts/mark.js';
import { Table, VERBS } from '../../parts/table.js';
import { Time } from '../../parts/time.js';

/** Every alarm that is up: what it is, what to do, and its verbs. */
export function AlarmsPage() {
  const alarms = allAlarms(useLab().topics);
  return (
    <Card title="Alarms" about={`${alarms.length} up`}>
      {alarms.length === 0 ? (
        <p class="muted">No alarm is up.</p>
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
                <div class="strong">{alarm.title}</div>
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
