/** `--budget name=value`: what is known of the instruments, where it is not what the ordinary ones have. */
import { InvalidArgumentError } from 'commander';
import { ORDINARY_INSTRUMENTS, type InstrumentBudget } from '../../analysis/instrument-budget.js';

/** One more entry of a budget, for an option that may be repeated. */
export function budgetEntry(text: string, budget: InstrumentBudget): InstrumentBudget {
  const [name = '', value = ''] = text.split('=');
  if (!Object.hasOwn(ORDINARY_INSTRUMENTS, name)) {
    throw new InvalidArgumentError(`expected one of ${Object.keys(ORDINARY_INSTRUMENTS).join(', ')}.`);
  }
  const sd = Number(value);
  if (value.trim() === '' || !(sd >= 0 && Number.isFinite(sd))) {
    throw new InvalidArgumentError(`expected ${name}=<standard deviation, 0 or more>, came "${text}".`);
  }
  return { ...budget, [name]: sd };
}
