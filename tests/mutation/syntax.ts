/** The syntax tree of a source, walked without knowing every kind of node. */
import { parseSync, visitorKeys } from 'oxc-parser';

export interface Node {
  type: string;
  start: number;
  end: number;
  [member: string]: unknown;
}

export function parseSource(path: string, source: string): Node {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`);
  return program as unknown as Node;
}

/** What only wraps an expression; everything else of the type level has no behaviour. */
const TRANSPARENT = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);

/** Every node that runs, with its parent, outermost first. */
export function* walk(node: Node, parent: Node | null = null): Generator<[Node, Node | null]> {
  if (node.type.startsWith('TS') && !TRANSPARENT.has(node.type)) return;
  yield [node, parent];
  for (const key of visitorKeys[node.type] ?? []) {
    const member = node[key];
    for (const child of Array.isArray(member) ? (member as (Node | null)[]) : [member as Node | null])
      if (child) yield* walk(child, node);
  }
}
