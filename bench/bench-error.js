/** Something that cannot be measured as it was asked for: one sentence for whoever asked. */
export class BenchError extends Error {}
