/** The life cannot go on: the journal gets a `problem` event, and the process ends. */
export class Problem extends Error {
  override readonly name: string = 'Problem';
  readonly hr: number | undefined;

  /**
   * @param what - what went wrong, in words
   * @param hr - the HRESULT that showed it, where one did
   */
  constructor(what: string, hr?: number) {
    super(what);
    this.hr = hr;
  }
}
