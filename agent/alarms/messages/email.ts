/** Letters as mail through an SMTP server. */
import type { Route, Secrets } from './route.js';

export interface EmailOptions extends Pick<Route, 'name' | 'takes'> {
  readonly host: string;
  readonly port: number;
  readonly security: 'starttls' | 'tls' | 'none';
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly from: string;
  readonly to: readonly string[];
  readonly secrets: Secrets;
}

/** Of each stage of the conversation: the whole has a deadline of its own. */
const STAGE_MS = 10_000;

export function emailRoute(options: EmailOptions): Route {
  const { name, takes, from, to, secrets } = options;
  return {
    name,
    takes,
    async send({ title, text, priority }, signal) {
      const transport = await transportOf(options);
      const end = (): void => {
        transport.close();
      };
      signal.addEventListener('abort', end, { once: true });
      try {
        const urgent = priority === 'critical' ? ({ priority: 'high' } as const) : {};
        const sent = await transport.sendMail({ from, to: [...to], subject: title, text, ...urgent });
        return secrets.redact(sent.response);
      } catch (error) {
        // Without the cause: it can hold what the server said to the login.
        throw new Error(secrets.redact(error instanceof Error ? error.message : String(error)));
      } finally {
        signal.removeEventListener('abort', end);
        transport.close();
      }
    },
  };
}

/** A connection for each letter: between two there may be months. Loaded when first needed. */
async function transportOf({ host, port, security, user, password }: EmailOptions) {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: STAGE_MS,
    greetingTimeout: STAGE_MS,
    socketTimeout: STAGE_MS,
  });
}
