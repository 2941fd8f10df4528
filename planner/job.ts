/** What travels between the client and its worker thread. */
import type { PlannerFault } from './planner-error.js';
import { PlannerError } from './planner-error.js';
import type { PlanRequest, Proposal } from './planner.js';

export interface Job {
  readonly id: number;
  readonly request: PlanRequest;
}

/** An error in a form that survives structured cloning. */
export interface JobError {
  readonly fault: PlannerFault;
  readonly message: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly stack: string;
}

export type JobAnswer =
  | { readonly id: number; readonly proposals: readonly Proposal[] }
  | { readonly id: number; readonly error: JobError };

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
