import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { isNullOrUndefined } from './null-or-undefined.js';
import type { Tf } from './tensorflow.js';

/** How the arithmetic of the generative model is carried out, fastest first. */
export const BACKENDS = ['tfjs-node', 'tfjs-wasm', 'tfjs-cpu'] as const;
export type Backend = (typeof BACKENDS)[number];

/** The library's own names. */
const NATIVE_NAMES: Readonly<Record<Backend, string>> = {
  'tfjs-node': 'tensorflow',
  'tfjs-wasm': 'wasm',
  'tfjs-cpu': 'cpu',
};

/**
 * Loads the library and makes `backend` the one in use.
 * @throws whatever the import or the backend throws; an Error when the backend refuses.
 */
export async function loadBackend(backend: Backend): Promise<Tf> {
  if (backend === 'tfjs-node') await loadNative();
  const tf = await import('@tensorflow/tfjs');
  // Without it the library prints an advertisement at each start and checks every value for NaN.
  tf.enableProdMode();
  if (backend === 'tfjs-wasm') await loadWasm();
  await switchTo(tf, backend);
  return tf;
}

/** One backend is in use per thread: who computes says which one first. One that still starts is waited for. */
export async function switchTo(tf: Tf, backend: Backend): Promise<void> {
  const name = NATIVE_NAMES[backend];
  if (tf.getBackend() === name) {
    await tf.ready();
    return;
  }
  if (!(await tf.setBackend(name))) throw new Error(`the backend ${name} did not start`);
}

/**
 * Its kernels call a function that Node 23 removed; the log lines of the C++ library are of no use to a lab; and its operations here
 * are so small that to share one among threads takes longer than to do it (6.4 against 8.5 s of training).
 */
async function loadNative(): Promise<void> {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  process.env['TF_NUM_INTRAOP_THREADS'] ??= '1';
  isNullOrUndefined();
  // Named by a variable: it is optional, and the compiler would miss it.
  const addon: string = '@tensorflow/tfjs-node';
  await import(addon);
}

async function loadWasm(): Promise<void> {
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${dirname(main)}/`);
}
