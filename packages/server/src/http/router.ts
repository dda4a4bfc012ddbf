/** From a method and a path to what answers there. A path's part is plain text, a name (`:id`) that stands for one part, or `*` at the end for all that follows. */

export interface Match<T> {
  /** By method, in the order they were added. */
  methods: ReadonlyMap<string, T>;
  /** The parts that have names; under `*` all that follows. */
  route: Readonly<Record<string, string>>;
}

interface Node<T> {
  children: Map<string, Node<T>>;
  named: Node<T> | null;
  rest: Map<string, T> | null;
  methods: Map<string, T>;
  /** Of the named parts on the way here. */
  names: readonly string[];
}

/** Ids are shorter; a longer part is no address of ours. */
const LONGEST_NAMED_PART = 64;
const NOTHING: Readonly<Record<string, string>> = Object.freeze({});

export class Router<T> {
  readonly #root: Node<T> = newNode();
  /** Paths without names: found in one step. */
  readonly #plain = new Map<string, Match<T>>();

  add(methods: readonly string[], path: string, target: T): void {
    const values = this.#valuesAt(path);
    for (const method of methods) {
      if (values.has(method)) throw new Error(`${method} ${path} was added before`);
      values.set(method, target);
    }
  }

  /** Null: nothing is at this path, whatever the method. Plain text goes before a name, a name before `*`. */
  find(path: string): Match<T> | null {
    return this.#plain.get(path) ?? findFrom(this.#root, path.split('/'), 1, []);
  }

  #valuesAt(path: string): Map<string, T> {
    const parts = path.split('/').slice(1);
    let node = this.#root;
    const names: string[] = [];
    for (const part of parts) {
      if (part === '*') return (node.rest ??= new Map());
      if (part.startsWith(':')) {
        names.push(part.slice(1));
        node = node.named ??= newNode();
      } else {
        if (!node.children.has(part)) node.children.set(part, newNode());
        node = node.children.get(part)!;
      }
    }
    node.names = names;
    if (names.length === 0) this.#plain.set(path, { methods: node.methods, route: NOTHING });
    return node.methods;
  }
}

function newNode<T>(): Node<T> {
  return { children: new Map(), named: null, rest: null, methods: new Map(), names: [] };
}

function findFrom<T>(
  node: Node<T>,
  parts: readonly string[],
  at: number,
  values: readonly string[],
): Match<T> | null {
  if (at === parts.length) {
    if (node.methods.size === 0) return null;
    return {
      methods: node.methods,
      route: Object.fromEntries(node.names.map((name, i) => [name, values[i]!])),
    };
  }
  const part = parts[at]!;
  const child = node.children.get(part);
  const found = child && findFrom(child, parts, at + 1, values);
  if (found) return found;
  if (node.named !== null && part !== '' && part.length <= LONGEST_NAMED_PART) {
    const byName = findFrom(node.named, parts, at + 1, [...values, part]);
    if (byName !== null) return byName;
  }
  return node.rest === null ? null : { methods: node.rest, route: { '*': parts.slice(at).join('/') } };
}
