/** What travels between the client and its worker thread. */
import type { DesignAnswer, DesignRequest } from './design/request.js';
import type { PlannerFault } from './planner-error.js';
import { PlannerError } from './planner-error.js';
import type { Proposal } from './proposal.js';
import type { PlanRequest } from './request.js';

/** What the thread can be asked for. */
export interface Tasks {
  readonly plan: (request: PlanRequest) => Proposal[];
  readonly design: (request: DesignRequest) => DesignAnswer;
}

export type TaskName = keyof Tasks;
export type RequestOf<T extends TaskName> = Parameters<Tasks[T]>[0];
export type AnswerOf<T extends TaskName> = ReturnType<Tasks[T]>;

export interface Job<T extends TaskName = TaskName> {
  readonly id: number;
  readonly task: T;
  readonly request: RequestOf<T>;
}

/** An error in a form that survives structured cloning. */
export interface JobError {
  readonly fault: PlannerFault;
  readonly message: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly stack: string;
}

export type JobAnswer<T extends TaskName = TaskName> =
  { readonly id: number; readonly answer: AnswerOf<T> } | { readonly id: number; readonly error: JobError };

/** An error as it is sent; what is not a `PlannerError` is a fault of the planner and counts as `crashed`. */
export function toJobError(error: unknown): JobError {
  const known = error instanceof PlannerError ? error : undefined;
  return {
    fault: known?.fault ?? 'crashed',
    message: error instanceof Error ? error.message : String(error),
    context: known?.context ?? {},
    stack: error instanceof Error ? (error.stack ?? '') : '',
  };
}

/** The error as the caller sees it; the worker's own stack is kept as the cause. */
export function fromJobError({ fault, message, context, stack }: JobError): PlannerError {
  const cause = new Error(message);
  cause.stack = stack;
  return new PlannerError(fault, message, context, { cause });
}
