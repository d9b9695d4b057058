import { isNativeLibrary } from '../../life/native-library.js';
import type { LifeFacts } from '../../recording/recording.js';
import type { CertificationSubject } from '../input/subject.js';

/**
 * On which thread the lives of a certification call compiled libraries: that of JavaScript's, which is fast, and has threads
 * of the library's own wait when they call MAPI meanwhile. Under MAPI none has to. So nothing is said of a life in which one
 * had to: its run is played again with two threads, and all that come after it have them too.
 */
export class LibraryThreads {
  readonly #hasLibrary: boolean;
  readonly #onSecond: () => void;
  #areTwo: boolean;

  /**
   * @param subject - what is certified
   * @param areTwo - from the beginning
   * @param onSecond - told, once, that there are two from now on
   */
  constructor({ modules }: Pick<CertificationSubject, 'modules'>, areTwo: boolean, onSecond: () => void) {
    this.#hasLibrary = modules.some(({ url }) => isNativeLibrary(url));
    this.#areTwo = areTwo && this.#hasLibrary;
    this.#onSecond = onSecond;
  }

  get areTwo(): boolean {
    return this.#areTwo;
  }

  /** Whether a thread had to wait in one of these lives, whose run is then to be played again: with two threads. */
  wereMissing(lives: readonly { readonly facts: LifeFacts }[]): boolean {
    if (!this.#hasLibrary || !lives.some(({ facts }) => facts.threadWaited === true)) return false;
    if (!this.#areTwo) {
      this.#areTwo = true;
      this.#onSecond();
    }
    return true;
  }
}
