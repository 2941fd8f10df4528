/** How people are told of alarms. What must stay secret is never in this file itself: it names a file or a variable. */
import { z } from 'zod';
import { readEach, readOne, valueAt, type Located } from './draft.js';
import type { Finding } from './problem.js';
import { timeOfDay, zone } from './local-time.js';
import { identifier } from './scalars.js';

const webAddress = z
  .string()
  .regex(/^https?:\/\/[^\s/@]+(?:\/\S*)?$/, 'https://host/path, without a password');
const mailAddress = z.string().regex(/^[^\s@<>,;]+@[^\s@<>,;]+$/, 'an address such as ada@lab.org');
const fileName = z.string().min(1).exactOptional();
const variable = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable')
  .exactOptional();

const urlFields = {
  url: webAddress.exactOptional().describe('address, in clear; prefer urlFile or urlEnv when it is a secret'),
  urlFile: fileName.describe('path of a file whose first line is the address, relative to this file'),
  urlEnv: variable.describe('environment variable that holds the address'),
};

const priority = z.enum(['critical', 'high', 'medium', 'low']);

const quietSchema = z
  .strictObject({
    from: timeOfDay.describe('local time of day at which they begin, in quotes: "22:00"'),
    to: timeOfDay.describe('local time of day at which they end, on the next day if that is earlier'),
    zone,
    takes: priority.default('critical').describe('the lowest priority that goes this way even then'),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'another time than from' });

const common = {
  takes: priority.default('high').describe('the lowest priority that goes this way'),
  quiet: quietSchema
    .exactOptional()
    .describe(
      'hours in which only what is urgent goes this way; the rest follows, unless somebody has seen it',
    ),
};

const email = z
  .strictObject({
    kind: z.literal('email').describe('mail through an SMTP server'),
    ...common,
    host: z.string().min(1).describe('name of the SMTP server'),
    port: z.int().min(1).max(65_535).default(587).describe('its TCP port'),
    security: z
      .enum(['starttls', 'tls', 'none'])
      .default('starttls')
      .describe('starttls as usual on port 587, tls on 465; none sends everything in clear'),
    user: z.string().min(1).exactOptional().describe('login at the server, if it wants one'),
    passwordFile: fileName.describe('path of a file whose first line is the password, relative to this file'),
    passwordEnv: variable.describe('environment variable that holds the password'),
    from: mailAddress.describe('sender'),
    to: z.array(mailAddress).min(1).max(50).describe('receivers'),
  })
  .describe('mail');

const webhook = z
  .strictObject({
    kind: z.literal('webhook').describe('a POST of JSON to an address'),
    ...common,
    ...urlFields,
    keyFile: fileName.describe('path of a file whose first line signs each message (HMAC-SHA-256)'),
    keyEnv: variable.describe('environment variable that holds the key for signing'),
  })
  .describe('POST of JSON');

const ntfy = z
  .strictObject({
    kind: z.literal('ntfy').describe('a push message through ntfy.sh or a server of the same kind'),
    ...common,
    server: webAddress.default('https://ntfy.sh').describe('address of the server'),
    topicFile: fileName.describe(
      'path of a file whose first line is the topic: whoever knows it can read along',
    ),
    topicEnv: variable.describe('environment variable that holds the topic'),
    tokenFile: fileName.describe(
      'path of a file whose first line is an access token, if the topic needs one',
    ),
    tokenEnv: variable.describe('environment variable that holds the access token'),
  })
  .describe('push message by ntfy');

export const routeSchema = z.discriminatedUnion('kind', [email, webhook, ntfy]);

const deadManSchema = z.strictObject({
  ...urlFields,
  everyMin: z.number().min(0.5).max(60).default(5).describe('minutes between two calls'),
});

export const alarmsSchema = z.strictObject({
  routes: z
    .record(identifier, routeSchema)
    .default({})
    .describe('ways to people by name; each is told of every alarm once'),
  deadMan: deadManSchema
    .exactOptional()
    .describe('an outside monitor that is called while all is well, and tells people when the calls end'),
});

export type QuietHours = z.output<typeof quietSchema>;
export type AlarmsConfig = z.output<typeof alarmsSchema>;
export type RouteConfig = z.output<typeof routeSchema>;
export type DeadManConfig = z.output<typeof deadManSchema>;

type Fields = Readonly<Record<string, unknown>>;

/** Secrets that are named twice, and those that are needed and not named. */
export function alarmFindings(raw: unknown): Finding[] {
  const path = ['alarms', 'deadMan'];
  const monitor = valueAt(raw, path) === undefined ? undefined : readOne(deadManSchema, raw, path);
  const routes: Located<RouteConfig>[] = readEach(routeSchema, raw, ['alarms', 'routes']);
  return [...(monitor ? oneOf(monitor, 'url', true) : []), ...routes.flatMap((route) => ofRoute(route))];
}

function ofRoute(route: Located<RouteConfig>): Finding[] {
  switch (route.value.kind) {
    case 'email':
      return oneOf(route, 'password', route.value.user !== undefined);
    case 'webhook':
      return [...oneOf(route, 'url', true), ...oneOf(route, 'key', false)];
    case 'ntfy':
      return [...oneOf(route, 'topic', true), ...oneOf(route, 'token', false)];
  }
}

function oneOf({ path, value }: Located<Fields>, name: string, isNeeded: boolean): Finding[] {
  const named = [name, `${name}File`, `${name}Env`].filter((key) => value[key] !== undefined);
  if (named.length === 0 && isNeeded) {
    const expected = `${name}File or ${name}Env`;
    return [{ path: [...path, `${name}File`], message: `no ${name}`, expected, found: '', at: 'parent' }];
  }
  return named.slice(1).map((key): Finding => {
    const message = `there is a ${named[0] ?? ''} too`;
    return { path: [...path, key], message, expected: 'one of the two', found: 'both', at: 'key' };
  });
}
