import { computed } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { AskError } from './data/ask.js';
import { BANNERS, contactOf } from './data/contact.js';
import { openAgentLine } from './data/agent-line.js';
import { now } from './data/now.js';
import { place } from './data/place.js';
import { currentSession, type Session } from './data/session.js';
import { Topics } from './data/topics.js';
import { VerbDesk } from './data/verbs.js';
import { Navigation } from './frame/navigation.js';
import { NeedsYou } from './frame/needs-you.js';
import { SignIn } from './frame/sign-in.js';
import { TopBar } from './frame/top-bar.js';
import { allAlarms } from './frame/alarms-waiting.js';
import { LabContext, type LabAccess } from './parts/lab-context.js';
import { PAGES, pageOf } from './pages/pages.js';

/** The log-in, or the lab. */
export function App() {
  const [session, setSession] = useState<Session>();
  const [state, setState] = useState<'asking' | 'out' | 'away'>('asking');
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
  if (session) return <LabFrame session={session} />;
  if (state === 'out') return <SignIn onSignedIn={ask} />;
  return (
    <p class="waiting">{state === 'asking' ? 'Interphase' : 'The agent does not answer. Trying again …'}</p>
  );
}

const RETRY_MS = 3000;

function LabFrame({ session }: { readonly session: Session }) {
  const access = useMemo(() => accessFor(session), [session]);
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

function accessFor(session: Session): LabAccess & { readonly close: () => void } {
  const topics = new Topics();
  const line = openAgentLine(topics);
  const bridge = topics.of('bridge/state');
  const beat = topics.of('bridge/health');
  const contact = computed(() =>
    contactOf({
      agent: line.state.value,
      broker: undefined,
      bridge: bridge.value?.body.state as 'online' | 'offline' | undefined,
      beatAgeMs: beat.value && now.value - beat.value.heardMs,
    }),
  );
  const verbs = new VerbDesk({
    contact,
    role: session.role,
    rules: session.verbs,
    newTransaction: () => crypto.randomUUID(),
    now: () => Date.now(),
  });
  return { topics, contact, verbs, session, close: line.close };
}
