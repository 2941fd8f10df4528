import { DASH } from '../../data/format.js';
import { isOwnReading } from '../../data/history.js';
import { changesReport, type Report } from '../../data/report.js';
import { isOfShelf } from '../../data/shelf.js';
import type { Heard } from '../../data/topics.js';
import { Card } from '../../parts/card.js';
import { useLab } from '../../parts/lab-context.js';
import { LabTime } from '../../parts/lab-time.js';
import { NotKnownYet } from '../../parts/nothing.js';
import { useAsked } from '../../parts/use-asked.js';
import { ChannelMap } from './channel-map.js';
import { InFlight } from './in-flight.js';
import { Tile } from './tile.js';

/** Is the lab all right? Instruments, experiments under way, the tester's channels. */
export function LabPage() {
  const { topics, history, session, isHeard } = useLab();
  const { data: report } = useAsked<Report>('status', changesReport);
  const running = [...topics.below('experiment').value];
  const lab = topics.of('lab/state').value?.body;
  const kept = String(lab?.instruments ?? '').split(', ');
  const locks = topics.below('lock').value;
  const ownerOf = (id: string): string => {
    const lock = locks.get(id) ?? locks.get('lab');
    if (lock) return `taken over by ${String(lock.body.holder)}`;
    return kept.includes(id) ? 'maintenance' : 'auto';
  };
  const byId = new Map(report?.experiments.map((experiment) => [experiment.id, experiment]));
  return (
    <div class="grid">
      {topics.instruments.value.map((id) => (
        <Tile
          key={id}
          instrument={id}
          state={topics.of(`${id}/state`).value}
          owner={ownerOf(id)}
          readings={readingsOf(topics.below(id).value, id)}
          points={(topic) => history.pointsOf(topic)}
        />
      ))}
      <Card
        title="In flight"
        about={
          <>
            {isHeard.value ? running.length : DASH} experiments, ends in lab time
            <LabTime />
          </>
        }
        span={8}
      >
        <InFlight running={running} experimentOf={(id) => byId.get(id)} />
      </Card>
      <Card title="Tester" about={`${session.lab.channels} channels`} span={4}>
        {isHeard.value ? <ChannelMap channels={session.lab.channels} running={running} /> : <NotKnownYet />}
      </Card>
    </div>
  );
}

function readingsOf(topics: ReadonlyMap<string, Heard>, instrument: string): (readonly [string, Heard])[] {
  return [...topics]
    .filter(([rest]) => isOwnReading(rest) && !isOfShelf(rest))
    .map(([rest, heard]) => [`${instrument}/${rest}`, heard] as const)
    .sort(([a], [b]) => a.localeCompare(b));
}
