/** Finds the regular expression literals of TypeScript sources, without a parser: strings, templates and comments are stepped over. */

export interface FoundRegex {
  file: string;
  source: string;
  flags: string;
}

/** After these a slash begins a regular expression; after anything else it divides. */
const BEFORE = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|=>|\b(?:return|typeof|case|in|of|new|void|throw|await))$/;

export function findRegexes(file: string, text: string): FoundRegex[] {
  const found: FoundRegex[] = [];
  /** What was read of the code so far, without comments and with empty strings: its end tells what a slash means. */
  let code = '';
  /** Depths of braces at which a template goes on. */
  const templates: number[] = [];
  let depth = 0;
  for (let at = text.startsWith('#!') ? endOf(text, 0, '\n') : 0; at < text.length;) {
    const rest = text.slice(at, at + 2);
    const character = text[at]!;
    if (rest === '//') at = endOf(text, at, '\n');
    else if (rest === '/*') at = endOf(text, at, '*/') + 2;
    else if (character === "'" || character === '"') {
      at = endOfString(text, at);
      code += '""';
    } else if (character === '`' || (character === '}' && templates.at(-1) === depth)) {
      if (character === '}') templates.pop();
      const end = endOfTemplatePart(text, at + 1);
      if (text[end] === '$') {
        templates.push(depth);
        at = end + 2;
        code += '(';
      } else {
        at = end + 1;
        code += '""';
      }
    } else if (character === '/' && BEFORE.test(code.trimEnd().slice(-12))) {
      const regex = readRegex(text, at);
      found.push({ file, source: regex.source, flags: regex.flags });
      at = regex.end;
      code += '""';
    } else {
      if (character === '{') depth++;
      if (character === '}') depth--;
      code += character;
      at++;
    }
  }
  return found;
}

function endOf(text: string, at: number, what: string): number {
  const end = text.indexOf(what, at);
  return end < 0 ? text.length : end;
}

function endOfString(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text[end] !== text[at]) end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}

/** At the closing quote, or at the `$` of `${`. */
function endOfTemplatePart(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] !== '`' && !text.startsWith('${', end))
    end += text[end] === '\\' ? 2 : 1;
  return end;
}

function readRegex(text: string, at: number): { source: string; flags: string; end: number } {
  let isInClass = false;
  let end = at + 1;
  for (; text[end] !== '/' || isInClass; end++) {
    if (text[end] === '\n' || end >= text.length)
      throw new Error(`no regular expression at ${text.slice(at, at + 40)}`);
    if (text[end] === '\\') end++;
    else if (text[end] === '[') isInClass = true;
    else if (text[end] === ']') isInClass = false;
  }
  const flags = /^[a-z]*/.exec(text.slice(end + 1, end + 10))![0];
  return { source: text.slice(at + 1, end), flags, end: end + 1 + flags.length };
}
