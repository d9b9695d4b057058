import type { OptionName } from './certify-options.js';

/** Gives an option the name by which whoever set it knows it. */
export type OptionNaming = (option: OptionName) => string;

/**
 * The certification can't be started as it was asked for: a wrong option, a provider that is no module, an output folder
 * that can't be used.
 *
 * The message says what is wrong, where, and what to do; it is meant for a person, and needs no stack trace.
 */
export class ConfigurationError extends Error {
  override readonly name: string = 'ConfigurationError';
  /** The exit code of a command that ends with this error. */
  readonly exitCode: 2 = 2;
  readonly #write: (name: OptionNaming) => string;

  /**
   * @param message - what is wrong; a function where it names options
   * @param options - the cause, where there is one
   */
  constructor(message: string | ((name: OptionNaming) => string), options?: ErrorOptions) {
    const write = typeof message === 'string' ? () => message : message;
    super(
      write((option) => option),
      options,
    );
    this.#write = write;
  }

  /**
   * The message for somebody who knows options by other names than the library's.
   *
   * @param name - what an option is called
   * @returns the message
   */
  messageWith(name: OptionNaming): string {
    return this.#write(name);
  }
}

/**
 * The certification took place, but its report could not be written: a full disk, for example.
 *
 * A command that ends with this error must not end with code 0, whatever the verdict was.
 */
export class ReportError extends Error {
  override readonly name: string = 'ReportError';
  /** The exit code of a command that ends with this error. */
  readonly exitCode: 3 = 3;
}

/**
 * The message of anything that was thrown.
 *
 * @param error - an Error, or whatever else JavaScript lets one throw
 * @returns its message, or its text
 */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * The code of a system error, for example `ENOENT`.
 *
 * @param error - anything that was thrown
 * @returns the code, or undefined when there is none
 */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
