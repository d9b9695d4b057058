/** Names of files that are compiled libraries, and no modules. */
const NATIVE: RegExp = /\.(?:dll|dylib|node|so(?:\.\d+)*)$/i;

/** Tells whether a provider is a compiled library, by the name or URL of its file. */
export function isNativeLibrary(file: string): boolean {
  return NATIVE.test(file);
}

/** What a plan says of where its life is lived. */
interface Placed {
  readonly profileDirectory: string;
  readonly life: number;
}

/**
 * Where the host notes which call of a compiled library is under way; the parent reads it after a crash.
 *
 * @param plan - of the life
 */
export function callNotesFile({ profileDirectory, life }: Placed): string {
  return `${profileDirectory}.call-${life + 1}`;
}
