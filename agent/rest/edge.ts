/** What every answer carries, and which requests are no business of ours; before anything else looks at them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AccessError } from '../access/access-error.js';
import { refuseForeignHost } from '../access/own-site.js';
import { sendProblem } from './problems.js';

/** After the OWASP REST Security Cheat Sheet. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
const TLS_HEADERS = { 'strict-transport-security': 'max-age=31536000' };

export interface EdgeOptions {
  /** By which people reach this agent, beside addresses and localhost. */
  readonly names: readonly string[];
  readonly isTls: boolean;
}

export function edge({ names, isTls }: EdgeOptions) {
  const headers = Object.entries({ ...HEADERS, ...(isTls ? TLS_HEADERS : {}) });
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    for (const [name, value] of headers) response.setHeader(name, value);
    try {
      refuseForeignHost(request.headers, names);
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      sendProblem(response, error);
      return;
    }
    next();
  };
}
