/** What a load does: each connection goes round its chain of requests. Written as text for load.c. */

/** One kind of request. `{{0}}` to `{{9}}` stand for the values of the step; answers may replace them. */
export interface RequestTemplate {
  method: 'GET' | 'POST';
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Any other status counts as an error. */
  status: number;
  /** What the answer brings for later: the text after `after`, up to a quote, ampersand, semicolon or blank. */
  takes?: readonly { value: number; after: string }[];
}

interface Chain {
  values: readonly string[];
  /** `firstValue`: which of the chain's values is `{{0}}` of this step. */
  steps: readonly { template: number; firstValue: number }[];
}

export interface Plan {
  templates: readonly RequestTemplate[];
  /** At least one for each connection. */
  chains: readonly Chain[];
  /** How many answers make one operation. */
  answersPerOperation: number;
}

/** A plan in which every connection repeats its requests with its own values. */
export function repeat(templates: readonly RequestTemplate[], values: readonly (readonly string[])[]): Plan {
  return {
    templates,
    chains: values.map(own => ({
      values: own,
      steps: templates.map((_, template) => ({ template, firstValue: 0 })),
    })),
    answersPerOperation: templates.length,
  };
}

export function writePlan({ templates, chains }: Plan): string {
  const lines: (string | number)[] = [templates.length];
  const text = (value: string): void => void lines.push(Buffer.byteLength(value), value);
  for (const template of templates) {
    lines.push(template.status);
    text(headOf(template));
    text(template.body ?? '');
    lines.push(template.takes?.length ?? 0);
    for (const { value, after } of template.takes ?? []) {
      lines.push(value);
      text(after);
    }
  }
  lines.push(chains.length);
  for (const { values, steps } of chains) {
    lines.push(values.length);
    values.forEach(text);
    lines.push(steps.length);
    for (const { template, firstValue } of steps) lines.push(template, firstValue);
  }
  return lines.join('\n');
}

function headOf({ method, path, headers = {}, body }: RequestTemplate): string {
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: auth.example'];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body !== undefined)
    lines.push('Content-Type: application/x-www-form-urlencoded', 'Content-Length: {{length}}');
  return `${lines.join('\r\n')}\r\n\r\n`;
}

export function form(fields: Readonly<Record<string, string>>): string {
  // The braces of placeholders stay as they are.
  return new URLSearchParams(fields).toString().replaceAll('%7B%7B', '{{').replaceAll('%7D%7D', '}}');
}
