/** Why a file of mail is left out: in the words that reports say after its name. */
export class Unusable extends Error {
  override readonly name: string = 'Unusable';
}
