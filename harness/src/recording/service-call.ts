/**
 * The entry point of a message service was called, while a profile was made. Properties are told by the names of their tags.
 */
export interface ServiceCall {
  /** What its providers are called. */
  readonly service: string;
  /** `ulContext`, for example MSG_SERVICE_CONFIGURE. */
  readonly context: string;
  /** What it was called with. */
  readonly given: readonly string[];
  readonly hr: number;
  /** What it has changed in the profile sections of its providers. */
  readonly changed: readonly string[];
}
