/** Why somebody was not let in, or may not do something. Messages hold nothing that whoever came in vain has sent. */

/** Each with the HTTP status that says the same. */
export const ACCESS_STATUS = {
  'sign-in-needed': 401,
  'wrong-password': 401,
  'link-not-valid': 401,
  forbidden: 403,
  'cross-site': 403,
  'wrong-host': 421,
  'locked-out': 429,
  busy: 503,
} as const;

export type AccessCode = keyof typeof ACCESS_STATUS;

export class AccessError extends Error {
  override readonly name = 'AccessError';

  constructor(
    readonly code: AccessCode,
    message: string,
    /** How long to wait before trying again makes sense. */
    readonly retryAfterS?: number,
  ) {
    super(message);
  }

  get status(): number {
    return ACCESS_STATUS[this.code];
  }
}
