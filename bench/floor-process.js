// The least that any test by killing can do: import the provider, and die.
await import(process.argv[2]);
process.kill(process.pid, 'SIGKILL');
