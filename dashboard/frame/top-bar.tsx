import { canAct } from '../data/contact.js';
import { DASH, words } from '../data/format.js';
import { now } from '../data/clock.js';
import { STOP_ALL } from '../data/verbs.js';
import { useLab } from '../parts/lab-context.js';
import { Mark, type Priority } from '../parts/mark.js';
import { VerbButton } from '../parts/verb-button.js';
import { waitingAlarms } from './alarms-waiting.js';

export interface TopBarProps {
  /** Whether the pages are shown, where there is no room to show them always. */
  readonly isMenuOpen: boolean;
  readonly onMenu: () => void;
}

/** How the lab is, on every page and at every width; STOP ALL at its right end. */
export function TopBar({ isMenuOpen, onMenu }: TopBarProps) {
  const { session } = useLab();
  return (
    <header class="top">
      <button class="menu" onClick={onMenu} aria-label="Pages" aria-expanded={isMenuOpen}>
        ☰
      </button>
      <span class="name wide">Interphase</span>
      <span class="muted wide wrap">{session.lab.name}</span>
      <CampaignState />
      {session.lab.labFactor !== 1 && (
        <span class="pill wide">simulated · {session.lab.labFactor.toLocaleString('en')} ×</span>
      )}
      <span class="end" />
      <AlarmCount />
      <Lines />
      <span class="wide muted">
        {session.user} · {session.role}
      </span>
      <VerbButton
        verb={STOP_ALL}
        label="STOP ALL"
        note="safe state"
        look="ink"
        consequence="Everything under way is stopped, every instrument is made safe, and data so far is kept. This is not an emergency stop: for danger to people use the red switch."
      />
    </header>
  );
}

function CampaignState() {
  const { topics } = useLab();
  const campaign = topics.of('campaign/state').value?.body;
  return <span class="pill">{campaign ? words(String(campaign.state)) : DASH}</span>;
}

function AlarmCount() {
  const alarms = waitingAlarms(useLab().topics);
  if (alarms.length === 0) return null;
  const worst = alarms[0]!.priority;
  return (
    <a class="pill" href="#/alarms">
      <Mark priority={worst satisfies Priority} /> {alarms.length} alarm{alarms.length === 1 ? '' : 's'}
    </a>
  );
}

function Lines() {
  const { topics, contact } = useLab();
  const { body, heardMs } = topics.of('bridge/health').value ?? {};
  const broker = canAct(contact.value) ? body?.broker : undefined;
  const beat = heardMs === undefined ? DASH : `${Math.max(0, (now.value - heardMs) / 1000).toFixed(0)} s ago`;
  return (
    <span class="lines muted">
      broker {broker === undefined ? DASH : broker === 'up' ? 'ok' : 'away'} · agent {beat} ·{' '}
      {new Date(now.value).toLocaleTimeString()}
    </span>
  );
}
