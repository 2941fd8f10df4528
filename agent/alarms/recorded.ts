/** The alarms as a record leaves them. */
import type { Knex } from 'knex';
import { eventOf, type EventRow } from '../record/event-row.js';
import { ALARM_EVENTS, follow, type Alarm, type AlarmEvent } from './alarm.js';

/** By id; those that are back to normal are not among them. */
export async function recordedAlarms(db: Knex): Promise<Map<string, Alarm>> {
  const rows = await db('events').whereIn('kind', ALARM_EVENTS).orderBy('seq').select<EventRow[]>();
  const alarms = new Map<string, Alarm>();
  for (const row of rows) follow(alarms, eventOf(row) as AlarmEvent, row.at);
  return alarms;
}
