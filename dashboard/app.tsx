import { useEffect, useMemo, useState } from 'preact/hooks';
import { AskError } from './data/ask.js';
import { BANNERS, canAct } from './data/contact.js';
import { place } from './data/place.js';
import { currentSession, type Session } from './data/session.js';
import { Navigation } from './frame/navigation.js';
import { NeedsYou } from './frame/needs-you.js';
import { SignIn } from './frame/sign-in.js';
import { TopBar } from './frame/top-bar.js';
import { allAlarms, waitingAlarms } from './frame/alarms-waiting.js';
import { accessFor } from './lab-access.js';
import { LabContext } from './parts/lab-context.js';
import { PAGES, pageOf } from './pages/pages.js';

/** The log-in, or the lab. */
export function App() {
  const [session, setSession] = useState<Session>();
  const [state, setState] = useState<'asking' | 'out' | 'ended' | 'away'>('asking');
  const ask = (): void => {
    currentSession().then(
      (found) => {
        setSession(found);
        setState('out');
      },
      (error: unknown) => {
        setState(error instanceof AskError ? 'away' : 'out');
        setTimeout(ask, RETRY_MS);
      },
    );
  };
  useEffect(ask, []);
  if (session)
    return (
      <LabFrame
        session={session}
        onSignedOut={() => {
          setSession(undefined);
          setState('ended');
        }}
      />
    );
  if (state === 'out' || state === 'ended') return <SignIn hasEnded={state === 'ended'} />;
  return (
    <p class="waiting">{state === 'asking' ? 'Interphase' : 'The agent does not answer. Trying again …'}</p>
  );
}

const RETRY_MS = 3000;

interface LabFrameProps {
  readonly session: Session;
  readonly onSignedOut: () => void;
}

function LabFrame({ session, onSignedOut }: LabFrameProps) {
  const access = useMemo(() => accessFor(session, onSignedOut), [session]);
  useEffect(
    () => () => {
      access.close();
    },
    [access],
  );
  const [isOpen, setOpen] = useState(false);
  const banner = BANNERS[access.contact.value];
  const Page = pageOf(place.value.page);
  const alarms = allAlarms(access.topics).length;
  const waiting = waitingAlarms(access.topics).length;
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Interphase` : 'Interphase';
  }, [waiting]);
  return (
    <LabContext.Provider value={access}>
      <TopBar
        onMenu={() => {
          setOpen(!isOpen);
        }}
      />
      {banner !== undefined && (
        <p class="banner" role="status">
          {banner}
        </p>
      )}
      <div class="frame">
        <Navigation
          pages={PAGES.map(({ name, title }) => ({
            name,
            title,
            count: name === 'alarms' ? alarms : undefined,
          }))}
          isOpen={isOpen}
        />
        <main
          class={canAct(access.contact.value) ? '' : 'stale'}
          onClick={() => {
            setOpen(false);
          }}
        >
          <NeedsYou />
          <Page />
        </main>
      </div>
    </LabContext.Provider>
  );
}
