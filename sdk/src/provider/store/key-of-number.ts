/** The bytes of a number that is the key of a row: the lowest one first. */
export function keyOfNumber(number: number): Uint8Array {
  return Uint8Array.of(number, number >>> 8, number >>> 16, number >>> 24);
}
