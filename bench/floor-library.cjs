// The least that any test of a DLL by killing can do: load it, and die.
try {
  process.dlopen({ exports: {} }, process.argv[2]);
} catch (error) {
  // It is none of Node's: then it has been loaded.
  if (!String(error).includes('did not self-register')) process.exit(2);
}
process.kill(process.pid, 'SIGKILL');
