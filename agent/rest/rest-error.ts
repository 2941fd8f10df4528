/** What is wrong with a request over REST, for whoever sent it. */
const STATUS = { malformed: 400, 'not-found': 404, unsupported: 415, busy: 503 } as const;

export class RestError extends Error {
  override readonly name = 'RestError';

  /** How long to wait before trying again makes sense. */
  readonly retryAfterS: number | undefined;

  constructor(
    readonly code: keyof typeof STATUS,
    message: string,
    { retryAfterS, ...options }: ErrorOptions & { readonly retryAfterS?: number } = {},
  ) {
    super(message, options);
    this.retryAfterS = retryAfterS;
  }

  get status(): number {
    return STATUS[this.code];
  }
}
