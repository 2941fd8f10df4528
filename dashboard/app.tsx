import { useEffect, useState } from 'preact/hooks';
import { AskError } from './data/ask.js';
import { currentSession, type Session } from './data/session.js';
import { LabFrame } from './frame/lab-frame.js';
import { SignIn } from './frame/sign-in.js';

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
  const onSignedOut = (): void => {
    setSession(undefined);
    setState('ended');
  };
  if (session) return <LabFrame session={session} onSignedOut={onSignedOut} />;
  if (state === 'out' || state === 'ended') return <SignIn hasEnded={state === 'ended'} />;
  return (
    <p class="waiting">{state === 'asking' ? 'Interphase' : 'The agent does not answer. Trying again …'}</p>
  );
}

const RETRY_MS = 3000;
