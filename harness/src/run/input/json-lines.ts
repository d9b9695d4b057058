/**
 * The line of a key of the outermost object.
 *
 * @param text - a JSON document
 * @param key - the key
 * @returns 1-based; null: there is no such key
 */
export function topLevelLine(text: string, key: string): number | null {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gu)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && JSON.parse(token) === key && /^\s*:/u.test(text.slice(index + token.length))) {
      return lineAt(text, index);
    }
  }
  return null;
}

/**
 * Where a parser of JSON has stopped.
 *
 * @param text - the document
 * @param message - the parser's, which may name a position
 * @returns for example `line 3, column 7`; null: it names none
 */
export function positionIn(text: string, message: string): string | null {
  const position = /at position (?<position>\d+)/u.exec(message)?.groups?.['position'];
  if (position === undefined) return null;
  const index = Number(position);
  return `line ${lineAt(text, index)}, column ${index - text.lastIndexOf('\n', index - 1)}`;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
