/**
 * What may be tried. Everything is plain JSON. A point is flat: `solvent.EC` for component EC of block `solvent`,
 * otherwise the variable's own name. A variable that takes no part in it is left out.
 */
export type Parameters = Readonly<Record<string, number | string>>;

/** How much of each constituent one unit of an ingredient holds, such as heavy atoms of each element; each 0 or more. */
export type Composition = Readonly<Record<string, number>>;

export interface Component {
  readonly name: string;
  /** Fractions, 0 to 1. A component with `min` above 0 is always present. */
  readonly min: number;
  readonly max: number;
  /** Where it is present at all it has at least this, the smallest dose of the robot; `min` when absent. */
  readonly least?: number;
  /** Models hear of it where all components of the block have one. */
  readonly composition?: Composition;
}

/** Fractions that sum to one, at most `maxComponents` of them above zero. */
export interface FractionBlock {
  readonly name: string;
  readonly components: readonly Component[];
  readonly maxComponents: number;
  /** Smallest step of the dispensing robot, a fraction that divides 1. */
  readonly resolution?: number;
}

/** Values for which a variable lets another take part: levels of a categorical, a range of an integer. */
export type Admitted = readonly string[] | { readonly min?: number; readonly max?: number };

/** Only some points have the variable; in the others it has no value. */
export interface Conditional {
  /** By the name of a variable above this one; all must hold, and each of them take part itself. */
  readonly when?: Readonly<Record<string, Admitted>>;
}

export interface ConditionalNumber extends Conditional {
  /** What linear constraints count it as where it takes no part; 0 when absent. */
  readonly otherwise?: number;
}

export interface ContinuousVariable extends ConditionalNumber {
  readonly name: string;
  readonly kind: 'continuous';
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'log';
  /** Values are multiples of this. */
  readonly resolution?: number;
  /** Of a dose of an ingredient: what one unit of it brings. */
  readonly composition?: Composition;
}

export interface IntegerVariable extends ConditionalNumber {
  readonly name: string;
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
}

export interface CategoricalVariable extends Conditional {
  readonly name: string;
  readonly kind: 'categorical';
  readonly levels: readonly string[];
  /** Where each level is an ingredient, in their order; one without any constituent is none. */
  readonly compositions?: readonly Composition[];
}

export type Variable = ContinuousVariable | IntegerVariable | CategoricalVariable;

/** `min <= sum of terms[name] * value(name) <= max`, over fractions, integers and linear continuous variables. */
export interface LinearConstraint {
  readonly terms: Readonly<Record<string, number>>;
  readonly min?: number;
  readonly max?: number;
}

export interface Space {
  readonly blocks: readonly FractionBlock[];
  readonly variables: readonly Variable[];
  readonly constraints: readonly LinearConstraint[];
}
