/** What the instruments measure of themselves and their surroundings, for whoever watches the lab. */
import type { Instrument, Reading } from '../../drivers/instrument.js';

type Observed = Pick<Instrument, 'id' | 'link' | 'observe'>;

export type TellReading = (instrument: string, reading: Reading) => void;

/**
 * Asks each instrument, one question at a time: a slow one is asked less often, and keeps nobody else waiting. What cannot
 * be read is not told: readers see its age.
 */
export class Readings {
  private readonly underWay = new Set<string>();

  constructor(
    private readonly instruments: readonly Observed[],
    private readonly tell: TellReading,
  ) {}

  /** Never rejects: a lost link is its driver's to tell. */
  async read(): Promise<void> {
    await Promise.all(this.instruments.map((instrument) => this.ask(instrument)));
  }

  private async ask(instrument: Observed): Promise<void> {
    if (instrument.link !== 'up' || this.underWay.has(instrument.id)) return;
    this.underWay.add(instrument.id);
    try {
      for (const reading of await instrument.observe()) this.tell(instrument.id, reading);
    } catch {
      // The link's state says so, on its own topic.
    } finally {
      this.underWay.delete(instrument.id);
    }
  }
}
