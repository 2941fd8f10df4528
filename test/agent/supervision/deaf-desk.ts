import type { RequestDesk } from '../../../agent/supervision/request-desk.js';

/** Says of everything that it went wrong, and does nothing. */
export const DEAF_DESK: Pick<RequestDesk, 'answer'> = {
  answer: async () => ({ transaction: null, ok: false, code: 'failed', message: 'nobody is here' }),
};
