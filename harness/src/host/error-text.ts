/** A provider's message may be of any length; a journal's line may not. */
const LONGEST_TEXT = 2_000;

/** What a provider says, cut where it gets too long for a journal. */
export function cut(text: string): string {
  return text.slice(0, LONGEST_TEXT);
}

/** Whatever was thrown, as `String` has it; it throws nothing itself. */
export function errorText(error: unknown): string {
  try {
    return cut(String(error));
  } catch {
    return 'something that has no text';
  }
}

/** The message of an error; anything else as `errorText` has it. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? errorText(error.message) : errorText(error);
}
