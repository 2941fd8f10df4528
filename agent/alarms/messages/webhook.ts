/** Letters as JSON to an address, signed if there is a key. */
import { createHmac } from 'node:crypto';
import { shown } from '../shown.js';
import { post, webTrouble, type Fetch } from './web-post.js';
import type { Route, Secrets } from './route.js';
import type { Letter } from './wording.js';

export interface WebhookOptions extends Pick<Route, 'name' | 'takes'> {
  readonly url: string;
  /** For `x-interphase-signature: sha256=<hex>`, HMAC-SHA-256 (RFC 2104) over the body. */
  readonly key: string | undefined;
  readonly secrets: Secrets;
  readonly fetch: Fetch;
}

/** A summary can stand for thousands; so many are told in full. */
const MOST_ALARMS = 100;

export function webhookRoute({ name, takes, url, key, secrets, fetch }: WebhookOptions): Route {
  return {
    name,
    takes,
    async send(letter, signal) {
      const body = JSON.stringify(contentOf(letter));
      const headers = key === undefined ? {} : { 'x-interphase-signature': signature(key, body) };
      try {
        return await post({ url, headers, body }, fetch, signal);
      } catch (error) {
        // Without the cause: it can hold the address.
        throw new Error(secrets.redact(webTrouble(error)));
      }
    },
  };
}

function contentOf({ title, text, priority, isSummary, alarms }: Letter): object {
  const told = alarms.slice(0, MOST_ALARMS).map(shown);
  return { title, text, priority, summary: isSummary, count: alarms.length, alarms: told };
}

function signature(key: string, body: string): string {
  return `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
}
