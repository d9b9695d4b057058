// Imported first: everything that the bench measures and starts runs in an environment of its own.
//
// NODE_EXTRA_CA_CERTS triples the start of Node 20, and NODE_OPTIONS may do anything: both would flatter every ratio to bare
// processes.

/** The environment as it was given, for npm, which may need the certificates to reach its registry. */
export const givenEnvironment = { ...process.env };

delete process.env.NODE_EXTRA_CA_CERTS;
delete process.env.NODE_OPTIONS;

/**
 * For measures in which all sides use much memory: glibc keeps what is freed, and none of it is of a mapping of its own. What
 * it would give back to the system, the next one has to have again page by page, and whom that meets differs by the run: of
 * LMDB's own pages alone it doubles the cost. Elsewhere than under glibc it is of no effect.
 */
export const keepingMemory = {
  ...process.env,
  MALLOC_TRIM_THRESHOLD_: String(1024 ** 3),
  MALLOC_MMAP_THRESHOLD_: String(32 * 1024 ** 2),
};
