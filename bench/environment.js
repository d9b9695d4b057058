// Imported first: everything that the bench measures and starts runs in an environment of its own.
//
// NODE_EXTRA_CA_CERTS triples the start of Node 20, and NODE_OPTIONS may do anything: both would flatter every ratio to bare
// processes.

/** The environment as it was given, for npm, which may need the certificates to reach its registry. */
export const givenEnvironment = { ...process.env };

delete process.env.NODE_EXTRA_CA_CERTS;
delete process.env.NODE_OPTIONS;
