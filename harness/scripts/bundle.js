// Bundles dist/host/main.js and what it imports of the SDK into dist/host.js: the one file that each process under test
// loads. `npm run build` runs it after the compiler.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = new URL('../dist/', import.meta.url);

await build({
  entryPoints: [fileURLToPath(new URL('host/main.js', dist))],
  outfile: fileURLToPath(new URL('host.js', dist)),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Stack traces in evidence stay readable, and the file is small as it is.
  minify: false,
  legalComments: 'none',
  logLevel: 'warning',
});
