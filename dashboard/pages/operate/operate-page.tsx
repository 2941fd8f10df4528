import { DASH, time, title, words } from '../../data/format.js';
import type { Body, Heard } from '../../data/topics.js';
import { Card } from '../../parts/card.js';
import { useLab } from '../../parts/lab-context.js';
import { Nothing } from '../../parts/nothing.js';
import { Table, VERBS } from '../../parts/table.js';
import { Time } from '../../parts/time.js';
import { VerbButton } from '../../parts/verb-button.js';
import { Shelf } from './shelf.js';

/** What a person can have the agent do: the campaign as a whole, and which instruments it keeps away from. */
export function OperatePage() {
  const { topics } = useLab();
  const locks = topics.below('lock').value;
  return (
    <div class="grid">
      <CampaignCard />
      <MaintenanceCard />
      <Card title="Take over" about="while a person has it, the agent starts nothing there">
        <Table
          columns={['what', 'link', 'who has it', VERBS]}
          rows={['lab', ...topics.instruments.value]}
          row={(id) => (
            <tr key={id}>
              <td>{id === 'lab' ? 'The whole lab' : title(id)}</td>
              <td>{id === 'lab' ? '' : String(topics.of(`${id}/state`).value?.body.link ?? DASH)}</td>
              <td class="wrap">
                <Owner lock={locks.get(id)} />
              </td>
              <td class="verbs">
                <LockVerbs target={id} lock={locks.get(id)} />
              </td>
            </tr>
          )}
        />
      </Card>
      <Shelf />
    </div>
  );
}

function CampaignCard() {
  const campaign = useLab().topics.of('campaign/state').value?.body;
  return (
    <Card title="Campaign" about={campaign ? words(String(campaign.state)) : DASH} span={6}>
      <div class="stack">
        {campaign && (
          <p class="muted wrap">
            {String(campaign.reason)} ({String(campaign.actor)})
          </p>
        )}
        <div class="row">
          <CampaignVerbs state={campaign?.state} />
        </div>
      </div>
    </Card>
  );
}

/** None for a campaign that has completed: nothing of it is left to pause or to resume. */
function CampaignVerbs({ state }: { readonly state: Body[string] | undefined }) {
  if (state === 'paused' || state === 'stopped')
    return <VerbButton verb="resume" label="Resume" look="primary" />;
  if (state !== 'running') return null;
  return (
    <>
      <VerbButton
        verb="pause"
        label="Pause after the current step"
        fields={{ after: 'step' }}
        reason="required"
        consequence="What runs at the instruments goes on to the end of its step; no further step and no experiment begins until somebody resumes the campaign."
      />
      <VerbButton
        verb="pause"
        label="Begin no experiment"
        fields={{ after: 'experiment' }}
        reason="required"
        consequence="Experiments under way go on to their end; none begins until somebody resumes the campaign."
      />
    </>
  );
}

function MaintenanceCard() {
  const lab = useLab().topics.of('lab/state').value?.body;
  return (
    <Card title="Maintenance" about={lab ? words(String(lab.state)) : DASH} span={6}>
      {lab?.state === 'maintenance' ? (
        <p class="wrap">
          People have {String(lab.instruments)} to themselves until {time(String(lab.until)).local} (lab
          time): {String(lab.reason)}
        </p>
      ) : (
        <Nothing>No maintenance window is open.</Nothing>
      )}
    </Card>
  );
}

function Owner({ lock }: { readonly lock: Heard | undefined }) {
  const { isHeard } = useLab();
  if (!lock) return <>{isHeard.value ? 'the agent' : DASH}</>;
  const { holder, note, until } = lock.body;
  return (
    <>
      {String(holder)}: {String(note)}, until <Time at={String(until)} />
    </>
  );
}

function LockVerbs({ target, lock }: { readonly target: string; readonly lock: Heard | undefined }) {
  const { session } = useLab();
  if (lock?.body.holder === session.user)
    return <VerbButton verb="unlock" label="Give back" fields={{ target }} />;
  if (lock) {
    return (
      <VerbButton
        verb="break_lock"
        label="Break the lock"
        fields={{ target }}
        reason="required"
        consequence={`${String(lock.body.holder)} may be working there. The agent may use it again at once.`}
      />
    );
  }
  return (
    <VerbButton
      verb="lock"
      label="Take over"
      fields={{ target }}
      reason="required"
      consequence="The agent starts nothing there until you give it back, or the time is up; what runs goes on to its end."
    >
      <label>
        For
        <select name="forS">
          {[1, 2, 4, 8].map((hours) => (
            <option key={hours} value={hours * 3600}>
              {hours} h
            </option>
          ))}
        </select>
      </label>
    </VerbButton>
  );
}
