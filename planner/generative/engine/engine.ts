import type { Clock } from '../../../core/clock.js';
import { PlannerError } from '../../planner-error.js';
import type { DenseForm } from '../network/dense.js';
import type { Backend } from './backends.js';
import { BACKENDS, loadBackend, switchTo } from './backends.js';
import { measureStepMs, selfTest } from './self-test.js';
import type { Tf } from './tensorflow.js';

export type { Backend } from './backends.js';

/** What carries out the arithmetic, for logs and status. */
export interface Engine {
  readonly backend: Backend;
  /** Of TensorFlow.js. */
  readonly version: string;
  /** Milliseconds of one gradient of a network of the usual size. */
  readonly stepMs: number;
  /** Backends that were tried before this one, and why they did not do. */
  readonly rejected: readonly { readonly backend: Backend; readonly reason: string }[];
}

/** What the rest of this folder needs of an engine. */
export interface Internals {
  readonly tf: Tf;
  readonly form: DenseForm;
  /** Runs synchronous work that gives no tensors on the engine's backend, and frees every tensor that it made. */
  readonly run: <T>(work: (tf: Tf) => T) => Promise<T>;
}

const internals = new WeakMap<Engine, Internals>();

export interface EngineOptions {
  /** `auto` takes the first backend that passes a real operation: native, wasm, plain JavaScript. */
  readonly backend?: Backend | 'auto';
  /** Link time: loading one backend may take so long. */
  readonly clock: Clock;
  readonly timeoutMs?: number;
}

/**
 * Finds a backend that works. A package that is present proves nothing (an install without its scripts leaves one that
 * loads and fails), so each candidate must carry out a training step whose result is known.
 * @throws PlannerError `numerical` when no backend works, with the reason of each.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const wanted = options.backend ?? 'auto';
  const rejected: { backend: Backend; reason: string }[] = [];
  for (const backend of wanted === 'auto' ? BACKENDS : [wanted]) {
    try {
      return await open(backend, options, [...rejected]);
    } catch (error) {
      rejected.push({ backend, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  const reasons = rejected.map(({ backend, reason }) => `${backend}: ${reason}`).join('; ');
  throw new PlannerError(
    'numerical',
    `no engine for the generative model works (${reasons}). Install the dependencies again, or plan without it`,
    { rejected },
  );
}

async function open(
  backend: Backend,
  { clock, timeoutMs = 30_000 }: EngineOptions,
  rejected: Engine['rejected'],
): Promise<Engine> {
  const tf = await within(loadBackend(backend), timeoutMs, clock);
  const form = formOf(backend);
  selfTest(tf, form);
  const stepMs = measureStepMs(tf, form, () => clock.monotonic());
  const engine: Engine = { backend, version: tf.version.tfjs, stepMs, rejected };
  internals.set(engine, {
    tf,
    form,
    run: async (work) => {
      await switchTo(tf, backend);
      // What a tidy returns is searched for tensors, number by number: plain arrays leave by another way.
      let result: { readonly value: ReturnType<typeof work> } | undefined;
      tf.tidy(() => {
        result = { value: work(tf) };
      });
      return result!.value;
    },
  });
  return engine;
}

/** @throws PlannerError `bad-request` for an object that `openEngine` did not make. */
export function internalsOf(engine: Engine): Internals {
  const found = internals.get(engine);
  if (!found) {
    throw new PlannerError(
      'bad-request',
      'expected an engine of openEngine in this thread, got another object',
    );
  }
  return found;
}

/** Only wasm gains by multiplying member by member: 0.7 against 2.6 ms for five products of 216 x 24 x 48. */
function formOf(backend: Backend): DenseForm {
  return backend === 'tfjs-wasm' ? 'by-member' : 'stacked';
}

async function within<T>(work: Promise<T>, timeoutMs: number, clock: Clock): Promise<T> {
  const timer = new AbortController();
  const late = clock.sleep(timeoutMs, timer.signal).then(
    () => Promise.reject(new Error(`did not load within ${timeoutMs} ms`)),
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}
