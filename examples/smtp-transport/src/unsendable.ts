/** A message that nobody can put on the wire as it is: it is reported, and not tried again. */
export class Unsendable extends Error {
  override readonly name: string = 'Unsendable';
}
