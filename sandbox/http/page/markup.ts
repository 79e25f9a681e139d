/** HTML that is safe by construction: text is escaped when it is put in, markup is marked as such. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | false | undefined | readonly (string | Markup)[];

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);

function written(part: Part): string {
  if (part === false || part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part));
  return part.map(written).join('');
}

/** Tagged template: everything put in is escaped unless it is markup itself; lists are joined, false is nothing. */
export const markup = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(strings.map((text, at) => text + (at < parts.length ? written(parts[at]) : '')).join(''));
