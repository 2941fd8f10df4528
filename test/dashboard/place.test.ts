import { describe, expect, it } from '@jest/globals';
import { link, placeOf } from '../../dashboard/data/place.js';

describe('an address', () => {
  it('names a page and what it is about; none is the lab', () => {
    expect(placeOf('#/experiment/E0001')).toEqual({ page: 'experiment', subject: 'E0001' });
    expect(placeOf('#/queue')).toEqual({ page: 'queue', subject: undefined });
    expect(placeOf('')).toEqual({ page: 'lab', subject: undefined });
  });

  it('comes back from its link, whatever the name', () => {
    expect(placeOf(link('experiment', '50 %/a ω'))).toEqual({ page: 'experiment', subject: '50 %/a ω' });
  });

  it('that is no encoding of anything is taken as it stands', () => {
    expect(placeOf('#/experiment/50%')).toEqual({ page: 'experiment', subject: '50%' });
  });
});
