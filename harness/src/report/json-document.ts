const ESCAPED = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]|(?<=#)#/gu;

/**
 * A value as a JSON document that can be shown anywhere: no character of it paints a terminal or turns the direction of
 * writing, and none of its lines is a command to a CI server. Whoever parses it gets the value.
 *
 * @param value - the value
 * @returns the document, indented, with a line break at its end
 */
export function jsonDocument(value: unknown): string {
  return `${escaped(JSON.stringify(value, undefined, 2))}\n`;
}

/**
 * A text as a JSON string on one line, as safe as {@link jsonDocument}.
 *
 * @param text - the text
 * @returns the string with its quotation marks
 */
export function jsonString(text: string): string {
  return escaped(JSON.stringify(text));
}

function escaped(json: string): string {
  return json.replaceAll(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
