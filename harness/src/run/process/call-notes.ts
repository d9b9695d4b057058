import { readFileSync } from 'node:fs';
import type { LifePlan } from '../../life/life-plan.js';
import { callNotesFile } from '../../life/native-library.js';
import type { LifeFacts } from '../../recording/recording.js';

/** The first page is what the host maps; what follows it names the calls. */
const PAGE_BYTES = 4_096;

/**
 * Reads what a process has noted of the calls of a compiled library.
 *
 * @returns which one was under way when the process ended, for example `IMessage::SaveChanges`, or where there was none, which
 * one had returned last; and whether a thread of the
 * library's own had to wait for one to return, which it never does with two threads. Nothing of a provider that is no library
 */
export function readCallNotes(plan: LifePlan): Pick<LifeFacts, 'nativeCall' | 'lastNativeCall' | 'threadWaited'> {
  try {
    const bytes = readFileSync(callNotesFile(plan));
    const names = JSON.parse(bytes.toString('utf8', PAGE_BYTES)) as readonly string[];
    const nativeCall = names[bytes.readInt32LE(0) - 1];
    const [waiting, waited] = [bytes.readInt32LE(4), bytes.readInt32LE(8)];
    const lastNativeCall = names[bytes.readInt32LE(12) - 1];
    return {
      ...(nativeCall === undefined ? {} : { nativeCall }),
      ...(nativeCall !== undefined || lastNativeCall === undefined ? {} : { lastNativeCall }),
      // Whoever came before the call began waits for it all the same.
      ...(waited > 0 || (waiting > 0 && nativeCall !== undefined) ? { threadWaited: true } : {}),
    };
  } catch {
    return {};
  }
}
