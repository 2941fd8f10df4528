/** The document of the interface as a page to read and to try: Swagger UI, from its package. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { RestError } from './rest-error.js';
import { Rule } from './route-rule.js';

/** Swagger UI writes styles into its elements and holds its icons in them. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Interphase over REST</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/swagger-ui.css">
<main id="page"></main>
<script src="/api/swagger-ui-bundle.js"></script>
<script src="/api/begin.js"></script>
`;

/** What the page loads, by name: a text of ours, or else a file of the package. */
const PARTS: Readonly<Record<string, { readonly type: string; readonly text?: string }>> = {
  'swagger-ui.css': { type: 'text/css; charset=utf-8' },
  'swagger-ui-bundle.js': { type: 'text/javascript; charset=utf-8' },
  'begin.js': {
    type: 'text/javascript; charset=utf-8',
    text: "SwaggerUIBundle({ url: '/openapi.json', dom_id: '#page' });",
  },
};

@Controller()
export class ApiPageController {
  @Get('api')
  @Rule({ role: 'viewer', summary: 'this document as a page to read and to try', media: 'text/html' })
  page(@Res({ passthrough: true }) response: ServerResponse): StreamableFile {
    response.setHeader('content-security-policy', POLICY);
    return new StreamableFile(Buffer.from(PAGE), { type: 'text/html; charset=utf-8' });
  }

  @Get('api/:part')
  @Rule({ role: 'viewer', summary: 'a script or style of that page', media: ['text/css', 'text/javascript'] })
  async part(@Param('part') name: string): Promise<StreamableFile> {
    const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (!part) throw new RestError('not-found', `the page has ${Object.keys(PARTS).join(', ')}`);
    const { type, text } = part;
    const body = text === undefined ? await readFile(fileOf(name)) : Buffer.from(text);
    return new StreamableFile(body, { type });
  }
}

function fileOf(name: string): string {
  return join(dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')), name);
}
