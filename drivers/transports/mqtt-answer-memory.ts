/** Answers by transaction: what was asked before is answered as it was then, and not done again. */
export class AnswerMemory<Answer> {
  private readonly answers = new Map<string, Promise<Answer>>();

  /** @param size how many answers are kept; the oldest go first */
  constructor(private readonly size = 1000) {}

  /** The answer given to `transaction` (or still being worked out), or else the one that `work` comes to. */
  once(transaction: string, work: () => Promise<Answer>): Promise<Answer> {
    const earlier = this.answers.get(transaction);
    if (earlier) return earlier;
    const answer = work();
    this.answers.set(transaction, answer);
    const [oldest] = this.answers.keys();
    if (this.answers.size > this.size) this.answers.delete(oldest!);
    return answer;
  }
}
