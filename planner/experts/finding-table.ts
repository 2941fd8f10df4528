import type { DomainSpec, Schema } from '../generative/data/domain.js';
import type { Table } from '../generative/data/table.js';
import type { Finding, PlanRequest } from '../request.js';
import { layOut } from '../space/layout.js';
import { canonicalKey, toVector } from '../space/point.js';

/** The domain of objectives and constrained quantities, and that of passing all stages. */
export const TARGETS = 'targets';
const OUTCOME = 'outcome';

/** Findings as the generative model has them. */
export interface FindingTable {
  readonly schema: Schema;
  readonly table: Table;
}

/**
 * Rows in the order of the findings, replicates of a recipe in one group. A quantity of which nothing is known, or
 * always the same, has no place, unless it is an objective: these are the first targets, in their order.
 */
export function findingTable(
  request: Pick<PlanRequest, 'space' | 'objectives' | 'constraints' | 'findings'>,
): FindingTable {
  const { space, objectives, constraints = [], findings = [] } = request;
  const layout = layOut(space);
  const results = (finding: Finding): Readonly<Record<string, number>> => finding.results;
  const bounded = varying(
    constraints.map(({ name }) => name),
    findings,
    results,
  );
  const targets = [...objectives.map(({ name }) => name), ...bounded];
  const columns = [
    ...measuredDomains(findings),
    { spec: gaussian(TARGETS, 'target', targets), values: valuesOf(targets, findings, results) },
    ...outcomeDomain(findings),
  ];
  const keys = findings.map(({ parameters }) => canonicalKey(layout, parameters));
  const groups = [...new Set(keys)];
  const others = [...new Set(findings.flatMap(({ source }) => source ?? []))];
  return {
    schema: { space, domains: columns.map(({ spec }) => spec), sources: ['lab', ...others] },
    table: {
      rowCount: findings.length,
      recipes: Float64Array.from(findings.flatMap(({ parameters }) => [...toVector(layout, parameters)])),
      values: Object.fromEntries(columns.map(({ spec, values }) => [spec.name, values])),
      // The laboratory that plans is the first; others may be called as they like.
      sources: Int32Array.from(findings, ({ source }) =>
        source === undefined ? 0 : 1 + others.indexOf(source),
      ),
      groups: Int32Array.from(keys, (key) => groups.indexOf(key)),
    },
  };
}

interface Column {
  readonly spec: DomainSpec;
  readonly values: Float64Array;
}

type Known = (finding: Finding) => Readonly<Record<string, number>>;

function measuredDomains(findings: readonly Finding[]): Column[] {
  const names = [...new Set(findings.flatMap(({ measured }) => Object.keys(measured)))].sort();
  return names.flatMap((name) => {
    const own: Known = (finding) => finding.measured[name] ?? {};
    const known = [...new Set(findings.flatMap((finding) => Object.keys(own(finding))))].sort();
    const quantities = varying(known, findings, own);
    if (quantities.length === 0) return [];
    return [{ spec: gaussian(name, 'measured', quantities), values: valuesOf(quantities, findings, own) }];
  });
}

function varying(names: readonly string[], findings: readonly Finding[], pick: Known): string[] {
  return names.filter(
    (quantity) => new Set(findings.flatMap((finding) => pick(finding)[quantity] ?? [])).size > 1,
  );
}

function gaussian(name: string, role: DomainSpec['role'], quantities: readonly string[]): DomainSpec {
  return { name, kind: 'gaussian', role, quantities };
}

function valuesOf(quantities: readonly string[], findings: readonly Finding[], pick: Known): Float64Array {
  return Float64Array.from(
    findings.flatMap((finding) => quantities.map((quantity) => pick(finding)[quantity] ?? NaN)),
  );
}

function outcomeDomain(findings: readonly Finding[]): Column[] {
  const values = Float64Array.from(findings, ({ succeeded }) =>
    succeeded === undefined ? NaN : Number(succeeded),
  );
  if (!values.includes(0) || !values.includes(1)) return [];
  return [
    { spec: { name: OUTCOME, kind: 'bernoulli', role: 'measured', quantities: ['succeeded'] }, values },
  ];
}
