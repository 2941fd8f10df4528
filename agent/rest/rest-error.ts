/** What is wrong with a request over REST, for whoever sent it. */
const STATUS = { malformed: 400, 'not-found': 404, busy: 503 } as const;

export class RestError extends Error {
  override readonly name = 'RestError';

  constructor(
    readonly code: keyof typeof STATUS,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  get status(): number {
    return STATUS[this.code];
  }
}
