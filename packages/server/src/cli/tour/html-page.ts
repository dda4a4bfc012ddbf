/** Reads a hosted page the way a browser without JavaScript does: its heading, its forms, its buttons. */

export interface PageForm {
  action: string;
  hidden: Record<string, string>;
  checkboxes: { name: string; value: string }[];
  buttons: { name: string; value: string; text: string }[];
}

export function readHeading(html: string): string {
  return textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/i.exec(html)?.[1] ?? '');
}

export function hasPasswordField(html: string): boolean {
  return tagsOf(html, 'input').some(tag => attribute(tag, 'type') === 'password');
}

/** The form that has a field or button of this name; hidden fields of the others are not ours to send. */
export function findForm(html: string, name: string): PageForm | undefined {
  const forms = html.match(/<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/gi) ?? [];
  const form = forms.find(one =>
    [...tagsOf(one, 'input'), ...tagsOf(one, 'button')].some(tag => attribute(tag, 'name') === name),
  );
  return form === undefined ? undefined : readForm(form);
}

function readForm(form: string): PageForm {
  const inputs = tagsOf(form, 'input').map(tag => ({
    type: attribute(tag, 'type'),
    name: attribute(tag, 'name'),
    value: attribute(tag, 'value'),
  }));
  const hidden = inputs.filter(({ type }) => type === 'hidden').map(({ name, value }) => [name, value]);
  return {
    action: attribute(tagsOf(form, 'form')[0] ?? '', 'action'),
    hidden: Object.fromEntries(hidden) as Record<string, string>,
    checkboxes: inputs.filter(({ type }) => type === 'checkbox').map(({ name, value }) => ({ name, value })),
    buttons: [...form.matchAll(/(<button[^>]*>)([\s\S]*?)<\/button>/gi)].map(
      ([, tag = '', content = '']) => ({
        name: attribute(tag, 'name'),
        value: attribute(tag, 'value'),
        text: textOf(content),
      }),
    ),
  };
}

function tagsOf(html: string, name: string): string[] {
  return html.match(new RegExp(`<${name}\\b[^>]*>`, 'gi')) ?? [];
}

function attribute(tag: string, name: string): string {
  return unescapeHtml(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

export function textOf(html: string): string {
  return unescapeHtml(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,?])/g, '')
    .trim();
}

const NAMED = { quot: '"', lt: '<', gt: '>', amp: '&' } as const;

function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d+)|(quot|lt|gt|amp));/g, (_, code?: string, name?: string) =>
    code === undefined ? NAMED[name as keyof typeof NAMED] : String.fromCodePoint(Number(code)),
  );
}
