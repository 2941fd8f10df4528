import { useEffect, useState } from 'preact/hooks';
import { AskError, isStranger } from './data/ask.js';
import { currentSession, type Session } from './data/session.js';
import { LabFrame } from './frame/lab-frame.js';
import { SignIn } from './frame/sign-in.js';
import { LackedRoles } from './parts/lacked-roles.js';

/** The log-in, or the lab. */
export function App() {
  const [session, setSession] = useState<Session>();
  const [isAway, setAway] = useState(false);
  const ask = (): void => {
    currentSession().then(
      (found) => {
        setSession(found);
        setAway(false);
      },
      (error: unknown) => {
        setAway(error instanceof AskError);
        setTimeout(ask, RETRY_MS);
      },
    );
  };
  useEffect(ask, []);
  if (isStranger.value) return <SignIn hasEnded={session !== undefined} />;
  if (session) {
    return (
      <>
        <LackedRoles own={session.role} />
        <LabFrame session={session} />
      </>
    );
  }
  return <p class="waiting">{isAway ? 'The agent does not answer. Trying again …' : 'Interphase'}</p>;
}

const RETRY_MS = 3000;
