/** One who waits for a line: registered before anything is written, so that no answer can come too early. */
export class ReplyWaiter {
  private waiting:
    { readonly take: (line: string) => void; readonly reject: (error: Error) => void } | undefined;

  /** The next line that `decode` does not throw on. */
  expect<T>(decode: (line: string) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const take = (line: string): void => {
        resolve(decode(line));
      };
      this.waiting = { take, reject };
    });
  }

  /** True when somebody waited for this line. */
  offer(line: string): boolean {
    try {
      this.waiting?.take(line);
    } catch {
      // Noise, or the answer to an earlier question: the one waited for may still come.
      return false;
    }
    const taken = this.waiting !== undefined;
    this.giveUp();
    return taken;
  }

  reject(error: Error): void {
    this.waiting?.reject(error);
    this.giveUp();
  }

  giveUp(): void {
    this.waiting = undefined;
  }
}
