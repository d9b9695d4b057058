import { readFileSync } from 'node:fs';
import {
  checkOption,
  FAST_SHUTDOWN_KEY,
  FAST_SHUTDOWN_VALUE,
  type FastShutdownOption,
  type FastShutdownPolicy,
  optionOfRegistryValue,
  type StoredPolicyOptions,
} from './fast-shutdown-policy.js';
import { RegFile } from './reg-file.js';

/** Options of {@link regFilePolicy}. */
export interface RegFilePolicyOptions extends StoredPolicyOptions {
  /**
   * The key that holds the setting; {@link FAST_SHUTDOWN_KEY} unless given. Other versions of Office (15.0, 16.0) and the
   * key without `Policies` count only when named here.
   */
  readonly key?: string | undefined;
  /**
   * Told of each line that `reg import` leaves out, and so does the policy, when the file is read at the start; a warning of
   * the process unless given.
   */
  readonly warn?: ((message: string) => void) | undefined;
}

/**
 * Makes a policy that reads a .reg file, as regedit exports it and `reg import` reads it, at every query.
 *
 * The file is read once at the start too, so that a mistake in it shows at once.
 *
 * @param path - the file
 * @param options - which key, and what an absent setting means
 * @throws Error naming file and line when `reg import` refuses the file, or the setting in it is not valid
 * @example
 * ```ts
 * const policy = regFilePolicy('fast-shutdown.reg', { defaultOption: 2 });
 * ```
 */
export function regFilePolicy(path: string, options: RegFilePolicyOptions = {}): FastShutdownPolicy {
  const key = options.key ?? FAST_SHUTDOWN_KEY;
  const defaultOption = checkOption(options.defaultOption ?? 1);
  const warn = options.warn ?? ((message) => process.emitWarning(message, 'MapiKitRegFileWarning'));
  for (const warning of readFile(path).warnings) warn(warning);
  const read = () => readOption(path, key) ?? defaultOption;
  read();
  return { read };
}

function readFile(path: string): RegFile {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new Error(`The registry file ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  return RegFile.parse(bytes, path);
}

function readOption(path: string, key: string): FastShutdownOption | undefined {
  const found = readFile(path).find(key, FAST_SHUTDOWN_VALUE);
  if (found === undefined) return undefined;
  const option =
    found.type === 'dword' && typeof found.value === 'number' ? optionOfRegistryValue(found.value) : undefined;
  if (option !== undefined) return option;
  throw new Error(
    `${path}:${found.line}: ${FAST_SHUTDOWN_VALUE} is ${found.type}:${String(found.value)}; allowed are dword:00000000 (option 1), dword:00000001 (option 2) and dword:00000002 (option 3)`,
  );
}
