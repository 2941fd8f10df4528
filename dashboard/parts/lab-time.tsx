import { useLab } from './lab-context.js';
import { Time } from './time.js';

/** What lab time it is, where that is not the reader's: as the last heartbeat had it. To stand behind what is told in lab time. */
export function LabTime() {
  const { topics, session } = useLab();
  const labAt = topics.of('bridge/health').value?.body.labAt;
  if (session.lab.labFactor === 1 || typeof labAt !== 'string') return null;
  return (
    <>
      {' '}
      · lab time now: <Time at={labAt} />
    </>
  );
}
