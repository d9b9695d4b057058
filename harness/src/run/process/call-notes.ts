import { readFileSync } from 'node:fs';
import type { LifePlan } from '../../life/life-plan.js';
import { callNotesFile } from '../../life/native-library.js';

/** The first page is what the host maps; what follows it names the calls. */
const PAGE_BYTES = 4_096;

/**
 * Reads which call of a compiled library was under way when the process ended.
 *
 * @returns `IMessage::SaveChanges`; undefined when none was, or the provider is no compiled library
 */
export function readCallNote(plan: LifePlan): string | undefined {
  try {
    const bytes = readFileSync(callNotesFile(plan));
    const names = JSON.parse(bytes.toString('utf8', PAGE_BYTES)) as readonly string[];
    return names[bytes.readInt32LE(0) - 1];
  } catch {
    return undefined;
  }
}
