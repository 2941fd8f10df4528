/** A design with what a person has to know to use it. */
import type { DesignAnswer, DesignRequest } from '../../planner/design/request.js';
import type { Material } from './material.js';
import { parseTargets, targetInWords, type Target } from './targets.js';

export interface DesignQuestion {
  /** As people write them. */
  readonly targets: readonly string[];
  readonly count: number;
  readonly seed: string | number;
}

export interface DesignReport extends DesignAnswer {
  readonly about: string;
  /** As they were understood. */
  readonly targets: readonly Target[];
  readonly seed: string | number;
  /** What to know before believing it, one sentence each. */
  readonly notes: readonly string[];
}

type Designer = (request: DesignRequest) => DesignAnswer | Promise<DesignAnswer>;

/** @throws {DesignError} the question cannot be asked of this material; {PlannerError} it cannot be answered */
export async function designReport(
  { about, askable, known, notes }: Material,
  { targets: texts, count, seed }: DesignQuestion,
  design: Designer,
): Promise<DesignReport> {
  const targets = parseTargets(texts, askable);
  const wanted = targets.map(({ unit: _, ...target }) => target);
  const answer = await design({ ...known, targets: wanted, count, seed });
  const told = notesOf(targets, answer, { askable, count });
  return { about, targets, seed, ...answer, notes: [...told, ...notes] };
}

/** A recipe less likely than that is none to try. */
export const HOPELESS = 0.01;
/** Widened by less, nobody would see it. */
const NOTABLE = 1.05;
/** With less, recipes that are foretold to be good are good hardly more often than others. */
const LEAST_SKILL = 0.15;

function notesOf(
  targets: readonly Target[],
  { designs, extrapolated, widening, skill, disbelieved }: DesignAnswer,
  { askable, count }: { readonly askable: Material['askable']; readonly count: number },
): string[] {
  const hopeless = designs.some(({ probability }) => probability >= HOPELESS)
    ? []
    : [
        `no recipe was found with a chance of ${100 * HOPELESS} %: those told are the likeliest, but none to try`,
      ];
  const beyond = targets
    .filter(({ name }) => extrapolated.includes(name))
    .map((target) => {
      const { least, largest, count: results } = askable.find(({ name }) => name === target.name)!;
      return `no result so far meets ${targetInWords(target)} (${results} results, ${digits(least)} to ${digits(largest)}): this is a guess beyond them`;
    });
  const wide = Object.entries(widening).flatMap(([name, factor]) =>
    factor < NOTABLE
      ? []
      : [
          `predictions of ${name} were too sure on recipes held out: their standard deviations are taken ${factor.toFixed(2)} times as large`,
        ],
  );
  const blind = Object.entries(skill).flatMap(([name, share]) =>
    share === null || !(share < LEAST_SKILL)
      ? []
      : [
          `the model of ${name} hardly knows more than how far its results scatter (skill ${share.toFixed(2)} on recipes held out): do not rely on its P before more was measured`,
        ],
  );
  const unheard = Object.entries(disbelieved).flatMap(([name, sources]) =>
    sources.map((source) => `what ${source} says of ${name} does not go with the results: it is left out`),
  );
  const fewer =
    designs.length < count ? [`${designs.length} different recipes were found, not ${count}`] : [];
  return [...hopeless, ...beyond, ...wide, ...blind, ...unheard, ...fewer];
}

/** To four digits. */
export function digits(value: number): string {
  return String(Number(value.toPrecision(4)));
}
