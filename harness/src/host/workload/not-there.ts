/**
 * A plan goes on with something that an earlier, refused action did not make, or that the provider says it does not do: it is
 * left out without a word.
 */
export class NotThere extends Error {
  override readonly name: string = 'NotThere';
}
