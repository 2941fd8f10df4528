/** From the record's events to the retained state that operators see on MQTT. */
import type { Clock } from '../../core/clock.js';
import type { Alarms } from '../alarms/alarms.js';
import { shown } from '../alarms/shown.js';
import type { Campaign } from '../campaign/campaign.js';
import { latestState, type CampaignStateEvent } from '../campaign/hold.js';
import type { Lab } from '../experiment/experiment.js';
import type { Lock } from '../locks/lock-state.js';
import type { OpenWindow } from '../maintenance/maintenance.js';
import { openPrompts, type PromptRow } from '../record/prompts.js';
import type { LabRecord } from '../record/record.js';
import type { Flat } from './contract/messages.js';
import type { Supervisor } from './supervisor.js';

/** Tells the state of the campaign, now and whenever it is recorded anew. @returns a function that ends it */
export async function announceCampaign(
  record: LabRecord,
  campaign: Pick<Campaign, 'id' | 'isPaused'>,
  supervisor: Pick<Supervisor, 'publishCampaign'>,
  labClock: Clock,
): Promise<() => void> {
  const tell = ({ body, subject, labAt }: Pick<CampaignStateEvent, 'body' | 'subject' | 'labAt'>): void => {
    supervisor.publishCampaign({ ...body, campaign: subject, labAt });
  };
  // What holds it up was said last: by a person in an earlier start, or about a full disk in this one.
  const held = campaign.isPaused ? await latestState(record, campaign.id) : undefined;
  const body = { state: 'running', reason: 'started', actor: 'agent' } as const;
  tell(held ?? { subject: campaign.id, body, labAt: new Date(labClock.now()).toISOString() });
  return record.onEvent((event) => {
    if (event.kind === 'campaign.state') tell(event);
  });
}

/** Tells the questions that are open, and every new one until it is answered. @returns a function that ends it */
export async function announcePrompts(record: LabRecord, supervisor: Supervisor): Promise<() => void> {
  for (const { id, ...prompt } of await openPrompts(record.db)) supervisor.publishPrompt(id, flat(prompt));
  return record.onEvent(({ kind, subject, body }) => {
    if (kind === 'prompt.raised') supervisor.publishPrompt(subject, flat(body));
    if (kind === 'prompt.answered') supervisor.retractPrompt(subject);
  });
}

function flat({ options, ...prompt }: Omit<PromptRow, 'id'>): Flat {
  const meanings = Object.entries(options).map(([option, meaning]) => `${option}: ${meaning}`);
  return { ...prompt, options: meanings.join('; ') };
}

/** Tells what people have taken over, and every change of it. @returns a function that ends it */
export function announceLocks(
  record: LabRecord,
  locks: { readonly list: readonly Lock[] },
  supervisor: Supervisor,
): () => void {
  for (const { target, holder, note, untilMs } of locks.list)
    supervisor.publishLock(target, { holder, note, until: new Date(untilMs).toISOString() });
  return record.onEvent(({ kind, subject, body }) => {
    if (kind === 'lock.taken') supervisor.publishLock(subject, { ...body });
    if (kind === 'lock.released') supervisor.retractLock(subject);
  });
}

/** Tells every alarm that is up, and every change of one. @returns a function that ends it */
export function announceAlarms(alarms: Alarms, supervisor: Supervisor): () => void {
  const tell = (id: string): void => {
    const alarm = alarms.get(id);
    if (!alarm) {
      supervisor.retractAlarm(id);
      return;
    }
    const { id: _, ...body } = shown(alarm);
    supervisor.publishAlarm(id, body);
  };
  for (const { id } of alarms.list) tell(id);
  return alarms.onChange((ids) => {
    for (const id of ids) tell(id);
  });
}

/** Tells how each instrument's link is. */
export function announceInstruments({ robot, cycler, station }: Lab, supervisor: Supervisor): void {
  for (const { id, link } of [robot, cycler, station]) supervisor.publishInstrument(id, { link });
}

/** Tells which instruments people have to themselves, now and after every change. @returns a function that ends it */
export function announceMaintenance(
  record: LabRecord,
  maintenance: { readonly open: readonly OpenWindow[] },
  supervisor: Supervisor,
): () => void {
  supervisor.publishLab(labState(maintenance.open));
  return record.onEvent(({ kind }) => {
    if (kind.startsWith('maintenance.')) supervisor.publishLab(labState(maintenance.open));
  });
}

function labState(open: readonly OpenWindow[]): Parameters<Supervisor['publishLab']>[0] {
  if (open.length === 0) return { state: 'open' };
  const instruments = new Set(open.flatMap(({ window }) => window.instruments));
  return {
    state: 'maintenance',
    windows: open.map(({ name }) => name).join(', '),
    instruments: [...instruments].join(', '),
    reason: open.map(({ window }) => window.reason).join(', '),
    until: new Date(Math.max(...open.map(({ endMs }) => endMs))).toISOString(),
  };
}
