import { describe, expect, it } from '@jest/globals';
import { refuseForeignHost, refuseForeignOrigin } from '../../../agent/access/own-site.js';

describe('a request for', () => {
  it.each([
    '127.0.0.1:8080',
    'localhost',
    'LOCALHOST:80',
    '[::1]:8080',
    '192.168.1.20',
    'lab-pc:8080',
    'Lab-PC',
  ])('%s is for this agent', (host) => {
    expect(() => {
      refuseForeignHost({ host }, ['lab-pc']);
    }).not.toThrow();
  });

  it.each([
    'evil.example:8080',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'lab-pc.evil',
    '',
    'a b',
  ])("'%s' is not", (host) => {
    expect(() => {
      refuseForeignHost({ host }, ['lab-pc']);
    }).toThrow(/restNames/);
  });
});

describe('a page', () => {
  const host = 'localhost:8080';

  it.each([
    [{ host }],
    [{ host, origin: 'http://localhost:8080' }],
    [{ host, origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' }],
  ])('of ours, or no page, may change something: %j', (headers) => {
    expect(() => {
      refuseForeignOrigin('POST', headers);
    }).not.toThrow();
  });

  it.each([
    [{ host, origin: 'http://localhost:3000' }],
    [{ host, origin: 'https://evil.example' }],
    [{ host, origin: 'null' }],
    [{ host, 'sec-fetch-site': 'same-site' }],
    [{ host, 'sec-fetch-site': 'cross-site' }],
  ])('of others may not: %j', (headers) => {
    expect(() => {
      refuseForeignOrigin('POST', headers);
    }).toThrow(/not this agent's own/);
    expect(() => {
      refuseForeignOrigin('GET', headers);
    }).not.toThrow();
  });
});
