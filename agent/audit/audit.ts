/** The agent's record held against the lab's own journal. Pure: two lists in, findings out. */
import type { JournalFact } from './journal.js';
import { verdictsOf, type RecordedExperiment } from './verdicts.js';

/** A command as the record holds it. */
export interface RecordedCommand {
  readonly jobId: string;
  readonly experimentId: string;
  readonly state: string;
}

/**
 * `lost`: it happened, and the record does not say so. `repeated`: one job was carried out more than once.
 * `invented`: the record says so, and it did not happen. `misdiagnosed`: a fault was missed, or blamed on another.
 */
export interface Audit {
  readonly programs: number;
  readonly faults: number;
  readonly lost: readonly string[];
  readonly repeated: readonly string[];
  readonly invented: readonly string[];
  readonly misdiagnosed: readonly string[];
}

/** Nothing lost, repeated or invented. A diagnosis can be wrong in a record that is whole. */
export function isWhole(audit: Audit): boolean {
  return audit.lost.length + audit.repeated.length + audit.invented.length === 0;
}

export function audit(
  journal: readonly JournalFact[],
  commands: readonly RecordedCommand[],
  experiments: readonly RecordedExperiment[],
): Audit {
  const truth = programsOf(journal);
  const recorded = new Map(commands.map((command) => [command.jobId, command]));
  const faults = journal.filter((fact) => fact.kind === 'fault');
  return {
    programs: truth.size,
    faults: faults.length,
    lost: [...truth.values()].flatMap((program) => lostIn(program, recorded.get(program.jobId))),
    repeated: [...truth.values()]
      .filter((program) => program.starts > 1)
      .map(({ jobId, starts }) => `${jobId} was carried out ${starts} times`),
    invented: commands.flatMap((command) => inventedIn(command, truth.get(command.jobId))),
    misdiagnosed: verdictsOf(experiments, journal)
      .filter(({ truth, said }) => truth !== said)
      .map(({ id, words }) => `${id}: ${words}`),
  };
}

interface Program {
  readonly jobId: string;
  starts: number;
  end: string | undefined;
}

function programsOf(journal: readonly JournalFact[]): Map<string, Program> {
  const programs = new Map<string, Program>();
  for (const fact of journal) {
    if (fact.kind === 'program.started') {
      const program = programs.get(fact.jobId) ?? { jobId: fact.jobId, starts: 0, end: undefined };
      program.starts += 1;
      programs.set(fact.jobId, program);
    } else if (fact.kind === 'program.ended') {
      const program = programs.get(fact.jobId);
      if (program) program.end = fact.end.state;
    }
  }
  return programs;
}

/** What a command in flight or without an answer says is honest, whatever happened. */
const OPEN = new Set(['intended', 'acknowledged', 'unknown']);

/** How a finding ends about a job that the record has never heard of. */
export const NOT_KNOWN = ', the record does not know it';

function lostIn({ jobId, end }: Program, command: RecordedCommand | undefined): string[] {
  if (!command) return [`${jobId} was carried out${NOT_KNOWN}`];
  if (OPEN.has(command.state) || end === undefined || end === command.state) return [];
  return [`${jobId} ended as ${end}, the record says ${command.state}`];
}

function inventedIn({ jobId, state }: RecordedCommand, program: Program | undefined): string[] {
  if (program || OPEN.has(state) || state === 'not-executed') return [];
  return [`${jobId} was never carried out, the record says ${state}`];
}
