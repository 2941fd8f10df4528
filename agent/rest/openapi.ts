/** The OpenAPI 3.1 document, made from what the routes and the verbs declare. */
import { z } from 'zod';
import { answerSchema, requestSchema } from '../supervision/contract/requests.js';
import { VERB_NAMES, verbOf, type VerbName } from '../supervision/verbs.js';
import type { Route } from './routes.js';

type Json = Readonly<Record<string, unknown>>;

const REFUSED = { type: 'object', properties: { code: { type: 'string' }, message: { type: 'string' } } };

export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  const declared = routes.filter(({ path }) => path !== '/verbs/:verb');
  for (const { path, method, operation } of [...declared.map(described), ...VERB_NAMES.map(verbOperation)]) {
    paths[path] = { ...paths[path], [method]: operation };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Interphase',
      version,
      description: 'Operators of a lab agent: what they see and ask for.',
    },
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'a key of interphase keys add' },
        session: { type: 'apiKey', in: 'cookie', name: 'interphase-...', description: 'after POST /sign-in' },
      },
    },
    security: [{ key: [] }, { session: [] }],
  };
}

interface Operation {
  readonly path: string;
  readonly method: string;
  readonly operation: Json;
}

function described({ path, method, controller, rule }: Route): Operation {
  const {
    role = 'nobody',
    summary = '',
    query,
    body,
    bytes,
    answer,
    media = 'application/json',
  } = rule ?? {};
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  const inPath = names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const operation = {
    ...{ tags: [controller.replace(/Controller$/, '')], summary, 'x-role': role },
    operationId: idOf(method, path),
    ...(role === 'anyone' ? { security: [] } : {}),
    parameters: [...inPath, ...(query ? inQuery(query) : [])],
    ...(body ? { requestBody: jsonBody(body) } : {}),
    ...(bytes === undefined ? {} : { requestBody: { required: true, content: { [bytes]: {} } } }),
    responses: responses(answer, [media].flat()),
  };
  return { path: path.replaceAll(/:(\w+)/g, '{$1}'), method: method.toLowerCase(), operation };
}

/** Each verb has fields of its own, and so an entry. */
function verbOperation(verb: VerbName): Operation {
  const { summary, role, fields } = verbOf(verb);
  const header = { name: 'Idempotency-Key', in: 'header', description: 'in place of transaction' };
  const operation = {
    ...{ tags: ['Verbs'], summary, 'x-role': role, operationId: verb },
    parameters: [{ ...header, required: false, schema: { type: 'string' } }],
    requestBody: jsonBody(requestSchema.extend(fields).partial({ transaction: true })),
    responses: responses(answerSchema, ['application/json']),
  };
  return { path: `/verbs/${verb}`, method: 'post', operation };
}

function inQuery(query: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => {
    return { name, in: 'query', required: required.includes(name), schema };
  });
}

function jsonBody(schema: z.ZodType): Json {
  return { required: true, content: { 'application/json': { schema: jsonSchema(schema) } } };
}

function responses(answer: z.ZodType | undefined, media: readonly string[]): Json {
  const schema = answer ? jsonSchema(answer, 'output') : {};
  const content = Object.fromEntries(media.map((type) => [type, { schema }]));
  return {
    '2XX': { description: 'done', content },
    default: { description: 'why not', content: { 'application/json': { schema: REFUSED } } },
  };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'input'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

function idOf(method: string, path: string): string {
  return `${method.toLowerCase()}${path.replaceAll(/[/:]+/g, '-')}`;
}
