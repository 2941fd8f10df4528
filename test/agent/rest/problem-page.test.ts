import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { problemPage, wantsPage } from '../../../agent/rest/problem-page.js';

function request(method: string, accept?: string): IncomingMessage {
  return { method, headers: accept === undefined ? {} : { accept } } as IncomingMessage;
}

describe('what went wrong', () => {
  it('is a page for a browser that goes somewhere, and JSON for programs and for the page itself', () => {
    expect(wantsPage(request('GET', 'text/html,application/xhtml+xml;q=0.9'))).toBe(true);
    expect(wantsPage(request('GET', '*/*'))).toBe(false);
    expect(wantsPage(request('GET'))).toBe(false);
    expect(wantsPage(request('POST', 'text/html'))).toBe(false);
  });

  it('is never markup of whoever sent it', () => {
    expect(problemPage('expected <b> & "more"')).toContain(
      '<p>Expected &#60;b&#62; &#38; &#34;more&#34;.</p>',
    );
  });
});
