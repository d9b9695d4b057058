// Bundles dist/host/main.js and what it imports of the SDK into dist/host.js, which each process under test loads, and
// what only some of them need into dist/host-parts. `npm run build` runs it after the compiler.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

// Parts are named by their content: those of the build before would stay.
rmSync(`${dist}host-parts`, { recursive: true, force: true });
await build({
  entryPoints: { host: `${dist}host/main.js` },
  outdir: dist,
  chunkNames: 'host-parts/[name]-[hash]',
  splitting: true,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Stack traces in evidence stay readable, and the files are small as they are.
  minify: false,
  legalComments: 'none',
  logLevel: 'warning',
});
