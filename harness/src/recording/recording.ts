import type { Life, Scenario } from '../scenarios/scenario.js';
import type { JournalEvent } from './events.js';
import type { FarSideEvent } from './mail.js';

/** What the parent saw of one process. Nothing is folded: a killed child has a signal and no exit code. */
export interface LifeFacts {
  readonly pid: number | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The watchdog's time was up. */
  readonly timedOut: boolean;
  /** The watchdog ended the process. */
  readonly forced: boolean;
  /** The watchdog ended it since it took more memory than it may; not so unless given. */
  readonly outOfMemory?: boolean;
  /** The plan had the process killed without a word: a SIGKILL without an event before it was ours. */
  readonly killPlanned: boolean;
  /** The call of a compiled library that was under way when the process crashed, or was ended: `IMessage::SaveChanges`. */
  readonly nativeCall?: string;
  /** Where none was: the call that had returned last. A thread that it has begun may have gone on. */
  readonly lastNativeCall?: string;
  /**
   * What AddressSanitizer has found, in its words and with its place: `heap-use-after-free in Message::Save()
   * (message.cpp:12)`.
   */
  readonly memoryError?: string;
  /** A thread of a compiled library's own called MAPI, and had to wait until a call of the library returned. */
  readonly threadWaited?: true;
  /** A compiled library was called on a thread of its own, so that no other thread of it has to wait. */
  readonly twoThreads?: true;
  /** The process id was gone when the parent looked after the exit. */
  readonly gone: boolean;
  /** Milliseconds from spawn to exit. */
  readonly wallMs: number;
  /** The process lived so many lives one after the other, this one among them; it was this life's alone unless given. */
  readonly livedTogether?: number;
  /** Why the process could not be started, if so. */
  readonly spawnError: string | null;
  /** The journal could not be written to its end (full disk); nothing can be concluded from this life. */
  readonly journalError: string | null;
  /** Bytes that the provider printed to stdout and stderr, and the end of each (at most 2,000 characters). */
  readonly stdoutBytes: number;
  readonly stderrBytes: number;
  /** Recordings of earlier versions have none. */
  readonly stdoutTail?: string;
  readonly stderrTail: string;
  /** The size of the data directory after the life, in bytes. */
  readonly dataBytes: number;
  /** `win32` has no signals: TerminateProcess shows as exit code 1. */
  readonly platform: string;
  /** The process was one of Windows through Wine: of its exit code the lowest byte is known. Not so unless given. */
  readonly throughWine?: boolean;
}

/** One life: the parent's facts and the journal, which can be read any number of times. */
export interface LifeRecording {
  readonly facts: LifeFacts;
  readonly events: Iterable<JournalEvent>;
}

/** What a run was to do: what of its scenario tells how the recording is to be read, as that was when it was played. */
export interface Script extends Pick<Scenario, 'sessions' | 'unannounced' | 'readsBack'> {
  /** As planned, the life that reads back included; a run that breaks off leaves the last ones out. */
  readonly lives: readonly Life[];
}

/**
 * The script of a run.
 *
 * @param scenario - which one it plays
 * @param lives - the lives of the run: of a null control not those of the scenario, of random walks made from its seed
 */
export function scriptOf(scenario: Scenario, lives: readonly Life[]): Script {
  const { sessions, unannounced, readsBack } = scenario;
  return {
    ...(sessions === undefined ? {} : { sessions }),
    ...(unannounced === undefined ? {} : { unannounced }),
    ...(readsBack === undefined ? {} : { readsBack }),
    lives,
  };
}

/** Everything one run of a scenario left. The last life is the one that reads back, unless nobody asks what is left. */
export interface Recording {
  readonly scenario: string;
  readonly control: boolean;
  readonly trial: number;
  readonly seed: number;
  readonly script: Script;
  readonly lives: readonly LifeRecording[];
  /** What the far side of transports saw; empty without one. */
  readonly farSide: readonly FarSideEvent[];
}
