/** Structures as line notations: SMILES (Weininger, J. Chem. Inf. Comput. Sci. 28 (1988) 31; opensmiles.org). */

/** One heavy atom and what it is bound to. */
export interface Atom {
  readonly element: string;
  /** Heavy atoms bound to it. */
  readonly neighbours: number;
  /** By a double or triple bond to one of them, or in an aromatic ring. */
  readonly isUnsaturated: boolean;
}

const TOKEN =
  /(?<atom>\[[^\]]*\]|Cl|Br|[BCNOPSFI]|[bcnops])|(?<bond>[-=#$:/\\])|(?<ring>\d|%\d\d)|(?<mark>[().])/y;
/** Isotope, symbol, and whatever follows: chirality, hydrogens, charge, class. */
const BRACKET = /^\[\d*(?<symbol>[A-Z][a-z]?|se|as|te|si|[bcnops])[^A-Z[]*(?:H\d*[^A-Z[]*)?\]$/;
const MULTIPLE = ['=', '#', '$'];

/** Of all molecules and ions of a SMILES, in its order; undefined for what is none. */
export function atomsOfStructure(smiles: string): readonly Atom[] | undefined {
  const reader = new Reader();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < smiles.length) {
    const groups = TOKEN.exec(smiles)?.groups;
    if (!groups || !reader.take(groups)) return undefined;
  }
  return reader.atoms();
}

interface Node {
  readonly element: string;
  neighbours: number;
  isUnsaturated: boolean;
}

class Reader {
  private readonly nodes: Node[] = [];
  private readonly branches: (Node | undefined)[] = [];
  private readonly rings = new Map<number, { readonly from: Node; readonly bond: string | undefined }>();
  private last: Node | undefined;
  private bond: string | undefined;

  /** Whether the token may stand there. */
  take({ atom, bond, ring, mark }: Readonly<Record<string, string | undefined>>): boolean {
    if (atom !== undefined) return this.takeAtom(atom);
    if (ring !== undefined) return this.takeRing(Number(ring.replace('%', '')));
    if (bond !== undefined) {
      if (this.bond !== undefined || !this.last) return false;
      this.bond = bond;
      return true;
    }
    return this.takeMark(mark!);
  }

  /** Undefined while something is open, or nothing was read. */
  atoms(): readonly Atom[] | undefined {
    const isOpen = this.branches.length > 0 || this.rings.size > 0 || this.bond !== undefined;
    return isOpen || !this.last ? undefined : this.nodes.filter(isHeavy);
  }

  private takeAtom(text: string): boolean {
    const symbol = text.startsWith('[') ? BRACKET.exec(text)?.groups?.['symbol'] : text;
    if (symbol === undefined) return false;
    const element = symbol.charAt(0).toUpperCase() + symbol.slice(1);
    const node = { element, neighbours: 0, isUnsaturated: symbol !== element };
    this.nodes.push(node);
    if (this.last) join(this.last, node, this.bond);
    [this.last, this.bond] = [node, undefined];
    return true;
  }

  private takeRing(number: number): boolean {
    if (!this.last) return false;
    const open = this.rings.get(number);
    if (open) join(open.from, this.last, this.bond ?? open.bond);
    if (open) this.rings.delete(number);
    else this.rings.set(number, { from: this.last, bond: this.bond });
    this.bond = undefined;
    return true;
  }

  private takeMark(mark: string): boolean {
    if (this.bond !== undefined || !this.last) return false;
    if (mark === '(') this.branches.push(this.last);
    else if (mark === '.') this.last = undefined;
    else if (this.branches.length === 0) return false;
    else this.last = this.branches.pop();
    return true;
  }
}

function isHeavy({ element }: Node): boolean {
  return element !== 'H';
}

function join(one: Node, other: Node, bond = '-'): void {
  for (const [at, to] of [
    [one, other],
    [other, one],
  ] as const) {
    if (isHeavy(to)) at.neighbours += 1;
    if (MULTIPLE.includes(bond)) at.isUnsaturated = true;
  }
}
