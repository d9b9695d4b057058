/** The words of a text, for figures differ from run to run; lines may wrap elsewhere when a figure is longer. */
export function words(text: string): string {
  return text
    .replace(/[\d,.]+/g, '#')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
