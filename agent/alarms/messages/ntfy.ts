/** Letters as push messages through ntfy: publishing as JSON, https://docs.ntfy.sh/publish/#publish-as-json. */
import type { Priority } from '../alarm-state.js';
import { post, webTrouble, type Fetch } from './web-post.js';
import type { Route, Secrets } from './route.js';

export interface NtfyOptions extends Pick<Route, 'name' | 'takes'> {
  readonly server: string;
  readonly topic: string;
  readonly token: string | undefined;
  readonly secrets: Secrets;
  readonly fetch: Fetch;
}

/** 5 gets through a telephone that is told not to disturb. */
const LEVELS: Readonly<Record<Priority, number>> = { critical: 5, high: 4, medium: 3, low: 2 };
/** The server takes 4096 bytes; a longer text would become an attachment. */
const MOST_BYTES = 3800;

export function ntfyRoute({ name, takes, server, topic, token, secrets, fetch }: NtfyOptions): Route {
  const headers: Readonly<Record<string, string>> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    name,
    takes,
    async send({ title, text, priority }, signal) {
      const content = { topic, title, message: shortened(text), priority: LEVELS[priority] };
      try {
        return await post({ url: server, headers, body: JSON.stringify(content) }, fetch, signal);
      } catch (error) {
        // Without the cause: it can hold the topic.
        throw new Error(secrets.redact(webTrouble(error)));
      }
    },
  };
}

/** Whole characters only: what is cut through reads as a replacement character, which is dropped. */
function shortened(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= MOST_BYTES) return text;
  return `${bytes
    .subarray(0, MOST_BYTES)
    .toString()
    .replace(/\uFFFD+$/, '')} ...`;
}
