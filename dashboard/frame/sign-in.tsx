import { useState } from 'preact/hooks';
import { signIn } from '../data/session.js';

export interface SignInProps {
  /** Somebody was in, and is no more. */
  readonly hasEnded: boolean;
}

/** The way in. Nothing of the lab is shown before. */
export function SignIn({ hasEnded }: SignInProps) {
  const [trouble, setTrouble] = useState('');
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    try {
      await signIn(form.get('user') as string, form.get('password') as string);
      // The agent may have been renewed meanwhile, and its page with it.
      location.reload();
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <main class="entry">
      <form class="card" onSubmit={(event) => void submit(event)}>
        <h1>Interphase</h1>
        {hasEnded && (
          <p role="status">
            Your log-in has ended: after an hour unused, after 12 hours, or because the agent was started
            anew. The lab goes on.
          </p>
        )}
        <label>
          Name
          <input name="user" autocomplete="username" required autofocus maxLength={100} />
        </label>
        <label>
          Password
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        {trouble !== '' && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
        <button class="primary">Sign in</button>
        <p class="muted small">
          The first time, open the one-time link that the agent has printed;{' '}
          <code>npx interphase sign-in</code> prints a new one.
        </p>
      </form>
    </main>
  );
}
