import type { ProviderModule } from '@mapi-kit/sdk';
import type { Bridge } from '#harness/native/bridge.js';

/** A library of ours, and the two bridges between it and us. */
export interface Loop {
  readonly module: ProviderModule;
  /** What is given to the library. */
  readonly ours: Bridge;
  /** What the library gives. */
  readonly library: Bridge;
}

/**
 * A provider of JavaScript's as a library has it, and that library as ours: each call passes through C twice, by vtables
 * that one bridge makes and another calls.
 */
export async function looped(module: ProviderModule): Promise<Loop> {
  const [{ Bridge: Made }, { INTERFACES }] = await Promise.all([
    import('#harness/native/bridge.js'),
    import('#harness/native/interfaces/all.js'),
  ]);
  const [library, ours] = [new Made(INTERFACES), new Made()];
  const through = <T extends { readonly provider: object }>(value: T, of: string): T => ({
    ...value,
    provider: ours.take(library.given.give(value.provider as never, of), of),
  });
  const { XPProviderInit: transport, ABProviderInit: book } = module;
  return {
    ours,
    library,
    module: {
      ...(transport === undefined
        ? {}
        : {
            XPProviderInit: (init) => {
              const made = transport(init);
              return made.value === null ? made : { ...made, value: through(made.value, 'IXPProvider') };
            },
          }),
      ...(book === undefined
        ? {}
        : {
            ABProviderInit: (init) => {
              const made = book(init);
              return made.value === null ? made : { ...made, value: through(made.value, 'IABProvider') };
            },
          }),
    },
  };
}
