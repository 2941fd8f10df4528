/** What keeps steps from beginning on instruments, whatever the reason. Jobs that run there already are not touched. */
export interface Closures {
  /** @param instrument its name */
  isHeld(instrument: string): boolean;
  /** Tells whenever that may have changed. */
  onChange(listener: () => void): void;
}

/** Every instrument at once, closed and opened by whoever has a reason. Open at first. */
export class Gate implements Closures {
  private shut = false;
  private readonly listeners = new Set<() => void>();

  close(): void {
    this.set(true);
  }

  open(): void {
    this.set(false);
  }

  isHeld(): boolean {
    return this.shut;
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  private set(shut: boolean): void {
    if (this.shut === shut) return;
    this.shut = shut;
    for (const listener of this.listeners) listener();
  }
}

/** Held as long as one of them holds. */
export function anyOf(...closures: readonly Closures[]): Closures {
  return {
    isHeld: (instrument) => closures.some((each) => each.isHeld(instrument)),
    onChange: (listener) => {
      for (const each of closures) each.onChange(listener);
    },
  };
}

/** After what a pause begins: `experiment` lets those under way go on to their end, `step` to the end of their step. */
export const PAUSES = ['experiment', 'step'] as const;
export type PauseAfter = (typeof PAUSES)[number];
