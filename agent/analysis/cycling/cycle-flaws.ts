/** What is wrong with a cycle, in constant memory however much it is. */
import { worst, type Defect, type Quality } from '../defect.js';

const TOLD = 3;

export class CycleFlaws {
  private found: Quality = 'valid';
  private readonly told: string[] = [];
  private more = 0;

  add({ quality, reason }: Pick<Defect, 'quality' | 'reason'>): void {
    this.found = worst([this.found, quality]);
    if (quality === 'valid' || this.told.includes(reason)) return;
    if (this.told.length < TOLD) this.told.push(reason);
    else this.more++;
  }

  /** These and `others`. */
  with(others: readonly Defect[]): CycleFlaws {
    const all = new CycleFlaws();
    all.found = this.found;
    all.told.push(...this.told);
    all.more = this.more;
    for (const other of others) all.add(other);
    return all;
  }

  get quality(): Quality {
    return this.found;
  }

  /** At most three reasons, and how many more there are. */
  get reason(): string {
    return this.told.join('; ') + (this.more > 0 ? ` and ${this.more} more` : '');
  }
}
