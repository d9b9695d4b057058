import type { Finding } from '../../catalogue/requirement.js';
import type { MailReport, RunSummary } from '../../report/report.js';
import type { Stance } from '../../scenarios/scenario.js';

/** A file or folder that could not be removed, and why. */
export interface Remainder {
  readonly path: string;
  readonly reason: string;
}

/** How far a certification is: small enough for a live display such as `12/38 · two-sessions`. */
export type ProgressEvent =
  /** The first of all, where there is a folder of the author's own mail: how much of it was taken, and what was left out. */
  | { readonly kind: 'mail-read'; readonly mail: MailReport }
  /** The number of runs is known; it is told again when the provider's first answers change it. */
  | { readonly kind: 'planned'; readonly runs: number; readonly stance: Stance | 'unknown' | null }
  /** A run has begun. */
  | { readonly kind: 'run-started'; readonly name: string; readonly finished: number; readonly runs: number }
  /** A run has ended. */
  | { readonly kind: 'run-finished'; readonly run: RunSummary; readonly finished: number; readonly runs: number }
  /** Something failed, and so many runs are repeated alone. */
  | { readonly kind: 'verifying'; readonly runs: number }
  /**
   * A thread of a compiled library's own called MAPI while the library was called: from now on it has a thread for its calls.
   */
  | { readonly kind: 'two-threads' }
  /** A random walk fails, and shorter scripts that fail too are looked for. */
  | { readonly kind: 'shrinking' }
  /** A requirement is broken, as the runs so far show: told as soon as that is known, and once for each. */
  | {
      readonly kind: 'failing';
      readonly finding: Finding;
      /** Its runs are repeated alone before the end: not in the quick mode, nor of warnings, unless they are to fail. */
      readonly isRepeated: boolean;
    }
  /** A requirement is judged, for good. */
  | { readonly kind: 'finding'; readonly finding: Finding }
  /** The process of a life waits for a debugger: where that may attach, as in `ws://127.0.0.1:9229/…`. */
  | {
      readonly kind: 'waiting-for-debugger';
      readonly run: string;
      /** 0-based. */
      readonly life: number;
      readonly lives: number;
      readonly url: string;
    }
  /** The last of all, where there is any: temporary folders that could not be removed, since a provider is in the way. */
  | { readonly kind: 'left-behind'; readonly remainders: readonly Remainder[] };

/** Called with every progress event, in the order in which they happen. */
export type ProgressListener = (event: ProgressEvent) => void;
