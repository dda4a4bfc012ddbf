/** The ways in which a source is made wrong: each finds, at one node, the changes that a test should notice. */
import type { Node } from './syntax.ts';

export interface Change {
  operator: string;
  start: number;
  end: number;
  text: string;
}

type Operator = (node: Node, source: string, parent: Node | null) => readonly Change[];

const BOUNDARIES: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '+': '-',
  '-': '+',
  '*': '+',
};
const NOT_WORTH_IT = /^(?:log|requestLog|metrics)\b|\.(?:log|metrics|requestLog)\b/;

const child = (node: Node, key: string): Node => node[key] as Node;
const textOf = (node: Node, source: string): string => source.slice(node.start, node.end);
const replace = (node: Node, operator: string, text: string): Change => ({
  operator,
  start: node.start,
  end: node.end,
  text,
});

/** `if (…) return …`, `if (…) throw …`: the guard that this is, most often, goes. */
const removeEarlyExit: Operator = node => {
  if (node.type !== 'IfStatement' || node['alternate']) return [];
  const consequent = child(node, 'consequent');
  const last = consequent.type === 'BlockStatement' ? (consequent['body'] as Node[]).at(-1) : consequent;
  if (last?.type !== 'ReturnStatement' && last?.type !== 'ThrowStatement') return [];
  return [replace(consequent, 'early exit removed', '{}')];
};

/** Where the exit can be removed, that says more. */
const negateCondition: Operator = (node, source, parent) => {
  if (node.type !== 'IfStatement' && node.type !== 'ConditionalExpression') return [];
  if (removeEarlyExit(node, source, parent).length > 0) return [];
  const test = child(node, 'test');
  return [replace(test, 'condition negated', `!(${textOf(test, source)})`)];
};

const swapLogical: Operator = (node, source) => {
  if (node.type !== 'LogicalExpression' || node['operator'] === '??') return [];
  const swapped = node['operator'] === '&&' ? '||' : '&&';
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  const text = `((${textOf(left, source)}) ${swapped} (${textOf(right, source)}))`;
  return [replace(node, `${String(node['operator'])} made ${swapped}`, text)];
};

const isText = ({ type, value }: Node): boolean => type === 'TemplateLiteral' || typeof value === 'string';

const moveBoundary: Operator = (node, source, parent) => {
  const sign = String(node['operator']);
  const other = BOUNDARIES[sign];
  if (node.type !== 'BinaryExpression' || other === undefined) return [];
  // The whole of a condition is negated already.
  if (sign.endsWith('==') && parent?.['test'] === node) return [];
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (isText(left) && sign === '+') return [];
  if (isText(right) && sign === '+') return [];
  const between = source.slice(left.end, right.start);
  return [
    {
      operator: `${sign} made ${other}`,
      start: left.end,
      end: right.start,
      text: between.replace(sign, other),
    },
  ];
};

const changeLiteral: Operator = (node, source) => {
  if (node.type !== 'Literal') return [];
  const { value } = node;
  if (typeof value === 'boolean') return [replace(node, `${value} made ${!value}`, String(!value))];
  if (typeof value !== 'number') return [];
  return [replace(node, 'number plus one', `(${textOf(node, source)} + 1)`)];
};

const dropNot: Operator = (node, source, parent) => {
  if (node.type !== 'UnaryExpression' || node['operator'] !== '!') return [];
  if (parent?.['test'] === node) return [];
  return [replace(node, '! removed', textOf(child(node, 'argument'), source))];
};

/** A statement that is a call: a check that throws, a write, an event. */
const removeCall: Operator = (node, source) => {
  if (node.type !== 'ExpressionStatement') return [];
  let expression = child(node, 'expression');
  if (expression.type === 'AwaitExpression' || expression.type === 'YieldExpression')
    expression = child(expression, 'argument');
  if (expression.type !== 'CallExpression' || NOT_WORTH_IT.test(textOf(child(expression, 'callee'), source)))
    return [];
  return [replace(node, 'call removed', ';')];
};

const SWAPPED_CALLS: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
};

const swapCall: Operator = (node, source) => {
  if (node.type !== 'MemberExpression') return [];
  const property = child(node, 'property');
  const name = textOf(property, source);
  const other = Object.hasOwn(SWAPPED_CALLS, name) ? SWAPPED_CALLS[name] : undefined;
  const isMath = textOf(child(node, 'object'), source) === 'Math';
  if (other === undefined || isMath !== (name === 'min' || name === 'max')) return [];
  return [replace(property, `${name} made ${other}`, other)];
};

const dropAnchor: Operator = (node, source) => {
  if (node.type !== 'Literal' || !node['regex']) return [];
  const text = textOf(node, source);
  const end = text.lastIndexOf('/');
  const changes: Change[] = [];
  if (text.startsWith('/^'))
    changes.push({ operator: '^ removed', start: node.start + 1, end: node.start + 2, text: '' });
  if (text.slice(0, end).endsWith('$') && !text.slice(0, end).endsWith('\\$'))
    changes.push({ operator: '$ removed', start: node.start + end - 1, end: node.start + end, text: '' });
  return changes;
};

const SQL = /\b(?:SELECT|UPDATE|DELETE FROM|INSERT INTO|WHERE)\b|^\s*AND\b/;
const SQL_TERM =
  /\s+AND\s+(?:\([^()]*\)|[^()])*?(?=\s+(?:AND|OR|WHERE|LEFT|JOIN|ORDER|LIMIT|RETURNING)\b|\)|$)/g;
const SQL_BOUNDARY = /(?<=\s)(?:<=|>=|<|>)(?=\s)/g;

/** One more condition of a statement forgotten, or a boundary moved. */
const weakenSql: Operator = node => {
  if (node.type !== 'TemplateElement' && node.type !== 'Literal') return [];
  const text = node.type === 'Literal' ? node['value'] : (node['value'] as { raw: string }).raw;
  if (typeof text !== 'string' || !SQL.test(text)) return [];
  const begin = node.start + 1;
  const at = (match: RegExpExecArray, operator: string, replacement: string): Change => ({
    operator,
    start: begin + match.index,
    end: begin + match.index + match[0].length,
    text: replacement,
  });
  return [
    ...[...text.matchAll(SQL_TERM)].map(match => at(match, 'SQL condition removed', '')),
    ...[...text.matchAll(SQL_BOUNDARY)].map(match => at(match, 'SQL boundary moved', BOUNDARIES[match[0]]!)),
  ];
};

export const OPERATORS: readonly Operator[] = [
  negateCondition,
  removeEarlyExit,
  swapLogical,
  moveBoundary,
  changeLiteral,
  dropNot,
  removeCall,
  swapCall,
  dropAnchor,
  weakenSql,
];
