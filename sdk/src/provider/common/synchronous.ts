/**
 * What a hook returns that has nothing to return.
 *
 * Write `void` where you override one. It is not `void` here because TypeScript takes a method that returns a promise for one
 * that returns `void`, and a hook that returns a promise has done nothing yet: this way an `async` hook is a type error.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: the union is what keeps promises out
export type Synchronous = void | undefined;
