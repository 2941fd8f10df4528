import type * as tfjs from '@tensorflow/tfjs';

/** The library as a value that is passed in: nothing outside this folder sees its types, and nothing loads it unasked. */
export type Tf = typeof tfjs;
export type Tensor = tfjs.Tensor;
export type Tensor2D = tfjs.Tensor2D;
export type Scalar = tfjs.Scalar;
