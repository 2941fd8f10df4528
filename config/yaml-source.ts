/** A YAML text with the places of everything in it. */
import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml';
import { formatPath, type Finding, type Path, type Problem } from './problem.js';

export class YamlSource {
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  constructor(
    readonly file: string,
    text: string,
  ) {
    // Errors carry positions of their own, and nothing may be printed from inside a parser.
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false, logLevel: 'error' });
  }

  /**
   * What keeps the text from being one YAML document. A tag nobody knows counts: its value would be a guess. After the
   * first place that cannot be read the parser has lost its way: what it says of the rest would only hide that place.
   */
  syntaxProblems(): Problem[] {
    const { errors, warnings } = this.document;
    const lost = errors.findIndex((error) => !isReadable(error));
    return [...(lost < 0 ? errors : errors.slice(0, lost + 1)), ...warnings].map((error) => {
      const message =
        error.code === 'MULTIPLE_DOCS' ? 'a second document begins here' : firstLine(error.message);
      const quotes = ', with quotes around text that holds any of [ ] { } , # or a colon';
      const expected = `one valid YAML document${error.code === 'UNEXPECTED_TOKEN' ? quotes : ''}`;
      return this.problem(error.pos[0], [], { message, expected, found: '' });
    });
  }

  /** False when the text has no shape that could be checked any further. */
  get wellFormed(): boolean {
    return this.document.errors.every(isReadable);
  }

  /** The document as plain data. @throws {ReferenceError} an alias without anchor, or aliases that explode */
  value(): unknown {
    return this.document.toJS({ maxAliasCount: 100 }) as unknown;
  }

  /**
   * Writes names as they are written elsewhere, in their places. A key stays where its mapping has the other name too.
   * @param name of a word and of the keys it stands under
   */
  rename(name: (word: string, under: readonly string[]) => string): void {
    visit(this.document, {
      Scalar: (role, scalar, path) => {
        if (typeof scalar.value !== 'string') return;
        const under = path.flatMap((one) =>
          isPair(one) && isScalar(one.key) ? [String(one.key.value)] : [],
        );
        const keys = role === 'key' ? under.slice(0, -1) : under;
        const renamed = name(scalar.value, role === 'key' ? keys : []);
        const map = path.at(-2);
        const taken = role === 'key' && renamed !== scalar.value && isMap(map) && map.has(renamed);
        if (!taken) scalar.value = renamed;
      },
    });
  }

  /** Puts a finding into the file. */
  place(finding: Finding): Problem {
    return this.problem(this.offsetOf(finding), finding.path, finding);
  }

  /** The deepest place along the path that exists: a key that is missing is reported at what should hold it. */
  private offsetOf({ path, at = 'value' }: Finding): number {
    let node: Node | undefined = this.document.contents ?? undefined;
    let offset = node?.range?.[0] ?? 0;
    for (const [depth, part] of path.entries()) {
      const { key, value } = this.entry(node, part);
      const ofValue = at === 'value' && depth === path.length - 1;
      // A block begins a line below its key; the key is where a reader looks.
      const place = ofValue && !isCollection(value) ? (value ?? key) : (key ?? value);
      if (place === undefined) break;
      offset = place.range?.[0] ?? offset;
      node = value;
    }
    return offset;
  }

  /** The nodes of one entry of a mapping (key and value) or of a list (value alone), as far as they exist. */
  private entry(parent: Node | undefined, part: string | number): { key?: Node; value?: Node } {
    const node = isAlias(parent) ? parent.resolve(this.document) : parent;
    if (isSeq(node) && typeof part === 'number') return nodes(undefined, node.items[part]);
    if (!isMap(node)) return {};
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
    return nodes(pair?.key, pair?.value);
  }

  private problem(
    offset: number,
    path: Path,
    { message, expected, found, suggestion }: Omit<Finding, 'path' | 'at'>,
  ): Problem {
    const { line, col } = this.lines.linePos(offset);
    return {
      file: this.file,
      line: Math.max(1, line),
      column: Math.max(1, col),
      path: formatPath(path),
      message,
      expected,
      found,
      ...(suggestion !== undefined && { suggestion }),
    };
  }
}

function nodes(key: unknown, value: unknown): { key?: Node; value?: Node } {
  return { ...(isNode(key) && { key }), ...(isNode(value) && { value }) };
}

/** Whether the rest of the text can still be read. */
function isReadable({ code }: YAMLError): boolean {
  return code === 'DUPLICATE_KEY';
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
