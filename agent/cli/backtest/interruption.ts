/** Ctrl-C ends a backtest with what is done; a second one ends it at once. */
export class Interruption {
  private readonly controller = new AbortController();
  private readonly stop = (signal: NodeJS.Signals): void => {
    process.stderr.write(`\nstopped by ${signal}: whole runs are kept\n`);
    this.controller.abort(new Error(`stopped by ${signal}`));
  };

  constructor() {
    process.once('SIGINT', this.stop);
    process.once('SIGTERM', this.stop);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  dispose(): void {
    process.off('SIGINT', this.stop);
    process.off('SIGTERM', this.stop);
  }
}
