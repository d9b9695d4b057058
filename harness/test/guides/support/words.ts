/**
 * The words of a text. Figures and digests differ from run to run, and with them the unit, one item or several, the places
 * where lines wrap, which calls in the picture of a failure are slow enough to be worth a time, and the sign of a growth that
 * is none, or whether there is one.
 */
export function words(text: string): string {
  return text
    .replaceAll(/(?<=S_OK) after [\d.,]+ m?s$/gm, '')
    .replaceAll(/sha256 [\da-f]+/g, 'sha256 #')
    .replaceAll(/exponent of growth: -?[\d.]+ · /g, '')
    .replaceAll(/(?:\d+ min )?[\d,.]+(?: ms?\b| s\b)?/g, '#')
    .replaceAll(/# items\b/g, '# item')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
