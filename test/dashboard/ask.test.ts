import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { AskError, get, isStranger } from '../../dashboard/data/ask.js';

afterEach(() => {
  jest.restoreAllMocks();
  isStranger.value = false;
});

function breaksOff(): Response {
  const body = new ReadableStream({
    pull: (controller) => {
      controller.error(new TypeError('network error'));
    },
  });
  return new Response(body, { status: 200 });
}

describe('what could not be had', () => {
  it.each([
    ['nobody answers', () => Promise.reject(new TypeError('no line')), 0, /cannot be reached/],
    ['the answer breaks off', () => Promise.resolve(breaksOff()), 0, /cannot be reached/],
    [
      'it is refused',
      () => Promise.resolve(new Response('{"message":"busy"}', { status: 503 })),
      503,
      /busy/,
    ],
    [
      'something else answers',
      () => Promise.resolve(new Response('<html>', { status: 502 })),
      502,
      /answered 502/,
    ],
  ])('is one kind of trouble when %s', async (_why, answer, status, message) => {
    jest.spyOn(globalThis, 'fetch').mockImplementation(answer);
    const trouble = await get('status').catch((error: unknown) => error);
    expect(trouble).toBeInstanceOf(AskError);
    expect(trouble).toMatchObject({ status, message: expect.stringMatching(message) });
  });
});
