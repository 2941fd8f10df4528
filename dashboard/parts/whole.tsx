import type { ComponentChildren } from 'preact';
import { useErrorBoundary } from 'preact/hooks';

/** What cannot be drawn says so in its place; everything around it, STOP ALL above all, stays. */
export function Whole({ what, children }: { readonly what: string; readonly children: ComponentChildren }) {
  const [error, tryAgain] = useErrorBoundary() as [Error | undefined, () => void];
  if (error === undefined) return <>{children}</>;
  return (
    <p class="trouble" role="alert">
      {what} cannot be shown: the agent tells it in another way than this page expects ({error.message}). Load
      the page again; if that does not help, the agent and its page do not fit together.{' '}
      <button onClick={tryAgain}>Try again</button>
    </p>
  );
}
