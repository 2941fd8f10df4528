import { nameOf } from '../data/alarm-source.js';
import { VerbButton } from '../parts/verb-button.js';
import type { WaitingAlarm } from './alarms-waiting.js';

const HOURS = [1, 4, 8, 24];

/** Acknowledge, and put aside for a time; a critical alarm cannot be put aside. */
export function AlarmVerbs({ alarm }: { readonly alarm: WaitingAlarm }) {
  const { id, priority, phase } = alarm;
  return (
    <span class="verbs">
      {phase === 'shelved' && <VerbButton verb="unshelve" label="Unshelve" fields={{ alarm: id }} />}
      {priority !== 'critical' && phase !== 'shelved' && (
        <VerbButton
          verb="shelve"
          label="Shelve"
          fields={{ alarm: id }}
          reason="required"
          consequence={`"${nameOf(alarm)}" counts as seen, is put aside for a time, and comes back by itself if it still holds then.`}
        >
          <label>
            For
            <select name="forS">
              {HOURS.map((hours) => (
                <option key={hours} value={hours * 3600}>
                  {hours} h
                </option>
              ))}
            </select>
          </label>
        </VerbButton>
      )}
      {phase.endsWith('unacknowledged') && (
        <VerbButton verb="ack" label="Acknowledge" look="primary" fields={{ alarm: id }} />
      )}
    </span>
  );
}
