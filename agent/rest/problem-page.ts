/** What went wrong as a page, for whoever followed a link into it: a browser that goes somewhere asks for HTML, programs do not. */
import type { IncomingMessage } from 'node:http';

export function wantsPage({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html');
}

/** Without style or script: the policy of every answer lets neither in. */
export function problemPage(message: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Interphase</title>
<h1>Interphase</h1>
<p>${escaped(message.charAt(0).toUpperCase() + message.slice(1))}.</p>
<p><a href="/">Go to the lab</a></p>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
