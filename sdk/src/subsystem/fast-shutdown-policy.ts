/**
 * What the user or administrator chose, numbered as in the documentation; the registry value is one less.
 *
 * Option 1 (0): fast shutdown unless a provider opts out. Option 2 (1): only if every provider opts in. Option 3 (2): off.
 *
 * @see https://learn.microsoft.com/office/client-developer/outlook/mapi/fast-shutdown-user-options
 */
export type FastShutdownOption = 1 | 2 | 3;

/** Where the subsystem learns the user's choice. */
export interface FastShutdownPolicy {
  /**
   * Reads the option. Asked at every QueryFastShutdown of a client, so a change takes effect with the next one.
   *
   * @throws Error when what was found is no valid setting
   */
  read(): FastShutdownOption;
}

/** Options of a policy that reads a setting which may be absent. */
export interface StoredPolicyOptions {
  /** What an absent setting means; 1, as with Outlook as the client, unless given. */
  readonly defaultOption?: FastShutdownOption | undefined;
}

/** The key that holds the user's choice. */
export const FAST_SHUTDOWN_KEY: string = String.raw`HKEY_CURRENT_USER\Software\Policies\Microsoft\Office\14.0\Outlook\Options\Shutdown`;

/** The name of the value under {@link FAST_SHUTDOWN_KEY}. */
export const FAST_SHUTDOWN_VALUE = 'FastShutdownBehavior';

/**
 * Makes a policy that always gives the same option.
 *
 * @param option - the user's choice
 * @throws TypeError when `option` is not 1, 2 or 3
 */
export function fixedPolicy(option: FastShutdownOption): FastShutdownPolicy {
  const checked = checkOption(option);
  return { read: () => checked };
}

/**
 * Turns the number in the registry into the option.
 *
 * @param value - 0, 1 or 2
 * @returns the option, or undefined for any other number
 */
export function optionOfRegistryValue(value: number): FastShutdownOption | undefined {
  return value === 0 || value === 1 || value === 2 ? ((value + 1) as FastShutdownOption) : undefined;
}

/**
 * Checks an option that came from a caller.
 *
 * @throws TypeError when it is not 1, 2 or 3
 */
export function checkOption(option: unknown): FastShutdownOption {
  if (option === 1 || option === 2 || option === 3) return option;
  throw new TypeError(
    `A fast-shutdown option is 1 (on unless a provider opts out), 2 (only if every provider opts in) or 3 (off); got ${String(option)}`,
  );
}
