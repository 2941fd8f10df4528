/** How deep a YAML text nests, found without recursion. */
import { Parser, type CST } from 'yaml';

/**
 * Nesting of the deepest collection, 0 for a scalar. Composing a document recurses and a text of brackets alone can
 * exhaust the stack of the whole process, so this is asked first.
 */
export function nestingOf(text: string): number {
  const waiting: { token: CST.Token; depth: number }[] = [];
  const add = (token: CST.Token | null | undefined, depth: number): void => {
    if (token) waiting.push({ token, depth });
  };
  let deepest = 0;
  for (const token of new Parser().parse(text)) add(token, 0);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { token, depth } = next;
    deepest = Math.max(deepest, depth);
    if (token.type === 'document') add(token.value, depth);
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      add(key, depth + 1);
      add(value, depth + 1);
    }
  }
  return deepest;
}
