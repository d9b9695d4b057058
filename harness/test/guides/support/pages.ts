import MarkdownIt, { type Token } from 'markdown-it';

/** What a page of Markdown links to, and what in it can be linked to. */
export interface Page {
  /** Addresses of links and of pictures. */
  readonly links: readonly string[];
  /** As they are read. */
  readonly headings: readonly string[];
}

const ATTRIBUTES: Readonly<Record<string, string>> = { link_open: 'href', image: 'src' };

/**
 * Reads a page; what stands in code is no link.
 *
 * @param text - the Markdown
 * @returns its links and headings, in their order
 */
export function pageOf(text: string): Page {
  const tokens = new MarkdownIt({ html: true }).parse(text, {});
  const inline = tokens.flatMap(({ children }) => children ?? []);
  const html = [...tokens, ...inline].filter(({ type }) => type.startsWith('html_'));
  const written = html.flatMap(({ content }) => [...content.matchAll(/\s(?:href|src|srcset)="([^"]*)"/g)]);
  return {
    links: [...inline.flatMap(addressOf), ...written.map(([, link = '']) => link)],
    headings: tokens.flatMap(({ type }, index) => (type === 'heading_open' ? [readable(tokens[index + 1])] : [])),
  };
}

function addressOf(token: Token): readonly string[] {
  const address = token.attrGet(ATTRIBUTES[token.type] ?? '');
  return address === null ? [] : [address];
}

function readable(token: Token | undefined): string {
  return (token?.children ?? []).map(({ content }) => content).join('');
}
