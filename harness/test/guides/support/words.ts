/**
 * The words of a text. Figures and digests differ from run to run, and with them the unit, the places where lines wrap, and which calls
 * in the picture of a failure are slow enough to be worth a time.
 */
export function words(text: string): string {
  return text
    .replaceAll(/(?<=S_OK) after [\d.,]+ m?s$/gm, '')
    .replaceAll(/sha256 [\da-f]+/g, 'sha256 #')
    .replaceAll(/(?:\d+ min )?[\d,.]+(?: ms?\b| s\b)?/g, '#')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
