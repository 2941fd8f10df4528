import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify } from '../../../agent/record/verify.js';
import { Interface } from './an-interface.js';

const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from('as good as a photo')]);
const TYPE = { 'content-type': 'image/jpeg' };

describe('a photo over REST', () => {
  let rest: Interface;
  beforeAll(async () => {
    rest = await Interface.open();
  });
  afterAll(() => rest.close());

  async function handIn(body: Buffer, headers: Record<string, string> = TYPE): Promise<Response> {
    return rest.call('POST', '/photos', { role: 'operator', headers, body: new Uint8Array(body) });
  }

  it('is kept under the hash of its bytes, once, and shown as what it is', async () => {
    const { photo } = (await (await handIn(JPEG)).json()) as { photo: string };
    expect(photo).toMatch(/^[0-9a-f]{64}$/);
    expect(await (await handIn(JPEG, { 'content-type': 'image/png' })).json()).toEqual({ photo });
    const shown = await rest.call('GET', `/photos/${photo}`, { role: 'viewer' });
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(JPEG);
  });

  it('goes with a request, and stands in the trail', async () => {
    const { photo } = (await (await handIn(JPEG)).json()) as { photo: string };
    const refill = { item: 'EC', amount: 1, unit: 'kg', lot: 'L1', photo };
    await rest.call('POST', '/verbs/refill', { role: 'operator', body: rest.request(refill) });
    const trail = (await (await rest.call('GET', '/audit', { role: 'viewer' })).json()) as object[];
    expect(trail[0]).toMatchObject({ what: 'refill', about: 'EC 1 kg L1', photo });
  });

  it.each<[string, number, Buffer, Record<string, string>]>([
    ['what is no photo', 400, Buffer.from('<svg onload="alert(1)">'), TYPE],
    ['nothing', 400, Buffer.alloc(0), TYPE],
    ['another type', 400, JPEG, { 'content-type': 'text/html' }],
    ['more than anybody needs', 413, Buffer.concat([JPEG, Buffer.alloc(2 ** 21)]), TYPE],
  ])('is refused when it is %s', async (_what, status, body, headers) => {
    expect((await handIn(body, headers)).status).toBe(status);
  });

  it('is not there under a name that nobody was given', async () => {
    expect((await rest.call('GET', `/photos/${'0'.repeat(64)}`, { role: 'viewer' })).status).toBe(404);
  });

  it('is found out when its bytes were changed', async () => {
    const { photo } = (await (await handIn(Buffer.concat([JPEG, JPEG]))).json()) as { photo: string };
    expect((await verify(rest.record.db)).problems).toEqual([]);
    await rest.record.db('photos').where({ sha256: photo }).update({ bytes: JPEG });
    expect((await verify(rest.record.db)).problems).toEqual([
      expect.stringMatching(new RegExp(`photo ${photo}: its bytes were changed`)),
    ]);
    const shown = await rest.call('GET', `/photos/${photo}`, { role: 'viewer' });
    expect(shown.status).toBe(500);
  });
});
