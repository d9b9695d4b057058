/** TypeScript in a page, and the JavaScript beside it. */
export interface Snippet {
  readonly typescript: string;
  /** Undefined where nothing stands beside it: it has no types, or is nothing else. */
  readonly javascript: string | undefined;
  /** The whole of it, as it stands in the page. */
  readonly text: string;
  /** Where it begins in the page. */
  readonly index: number;
}

const DIFF = /^```diff\n(?<diff>[\s\S]*?)^```$/gm;
const SNIPPET =
  /^```ts\n(?<typescript>[\s\S]*?)^```\n(?:\n<details>\n<summary>In JavaScript<\/summary>\n\n```js\n(?<javascript>[\s\S]*?)^```\n\n<\/details>\n)?/gm;

/** The snippets of a page, in order. */
export function snippetsOf(page: string): readonly Snippet[] {
  return [...page.matchAll(SNIPPET)].map(({ 0: text, groups = {}, index }) => ({
    typescript: groups['typescript'] ?? '',
    javascript: groups['javascript'],
    text,
    index,
  }));
}

/** The patches of a page, in order: they fit both languages. */
export function diffsOf(page: string): readonly string[] {
  return [...page.matchAll(DIFF)].map(({ groups }) => groups?.['diff'] ?? '');
}

/** What a reader without TypeScript takes from a snippet. */
export function javascriptIn({ typescript, javascript }: Snippet): string {
  return javascript ?? inJavaScriptFile(typescript);
}

/** The snippet that is a whole file of a name, for example `box-store.ts`. */
export function fileOf(snippets: readonly Snippet[], name: string): Snippet {
  const found = snippets.filter(({ typescript }) => typescript.startsWith(`// ${name}\n`));
  if (found.length !== 1 || found[0] === undefined) throw new Error(`there are ${found.length} snippets of ${name}`);
  return found[0];
}

/** The snippet in which a text is. */
export function snippetWith(snippets: readonly Snippet[], part: string): Snippet {
  const found = snippets.filter(({ typescript }) => typescript.includes(part));
  if (found.length !== 1 || found[0] === undefined) throw new Error(`there are ${found.length} snippets with ${part}`);
  return found[0];
}

/**
 * A page with JavaScript beside its TypeScript.
 *
 * @param javascript - of each snippet, in order, what its TypeScript is without types
 */
export function withJavaScript(page: string, javascript: readonly string[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const [index, snippet] of snippetsOf(page).entries()) {
    parts.push(page.slice(end, snippet.index), rendered(snippet.typescript, javascript[index] ?? ''));
    end = snippet.index + snippet.text.length;
  }
  return [...parts, page.slice(end)].join('');
}

/** Nothing stands beside what is the same, and beside what is nothing but types. */
function rendered(typescript: string, javascript: string): string {
  const block = `\`\`\`ts\n${typescript}\`\`\`\n`;
  if (javascript === '' || javascript === inJavaScriptFile(typescript)) return block;
  return `${block}\n<details>\n<summary>In JavaScript</summary>\n\n\`\`\`js\n${javascript}\`\`\`\n\n</details>\n`;
}

/** The file that a snippet names in its first line is another one in JavaScript. */
export function inJavaScriptFile(code: string): string {
  return code.replace(/^(\/\/ [\w.-]+)\.ts\n/, '$1.js\n');
}
