// Bundles what processes load, after the compiler; `npm run build` runs it: to find hundreds of files takes longer than most
// of them run.
//
// sdk/dist/bundle: the entry points of the SDK, and the parts that they share.
// harness/dist/host.js and host-parts: the host, and what only some processes need of it. It takes the SDK from where
// the provider's own import finds it, as a rule, so that a process loads it once.
// harness/dist/command: the command, in the parts that it loads when they are wanted.
import { readFileSync, rmSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));

/** @type {import('esbuild').BuildOptions} */
const common = {
  splitting: true,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Stack traces in evidence stay readable, and the files are small as they are.
  minify: false,
  legalComments: 'none',
  logLevel: 'warning',
};

const sdk = `${root}sdk/dist/`;
const harness = `${root}harness/dist/`;

/**
 * What a module finds by its own place it finds by that of the bundle, and the way from there. All files of that lie in one
 * folder.
 */
const findsFromItsPlace = (folder) => ({
  name: 'finds-from-its-place',
  setup(bundle) {
    bundle.onLoad({ filter: /\.js$/ }, ({ path }) => {
      if (path.includes('/node_modules/')) return undefined;
      const way = (to) => relative(folder, to).replaceAll('\\', '/');
      const contents = readFileSync(path, 'utf8')
        .replaceAll('import.meta.url', `new URL(${JSON.stringify(way(path))}, import.meta.url).href`)
        .replaceAll('import.meta.dirname', `\`\${import.meta.dirname}/${way(dirname(path))}\``);
      return { contents };
    });
  },
});

// Parts are named by their content: those of the build before would stay.
rmSync(`${sdk}bundle`, { recursive: true, force: true });
rmSync(`${harness}host-parts`, { recursive: true, force: true });
rmSync(`${harness}command`, { recursive: true, force: true });

const entries = ['index', 'store', 'transport', 'address-book', 'subsystem', 'sync-worker'];
await Promise.all([
  build({
    ...common,
    entryPoints: {
      ...Object.fromEntries(entries.map((name) => [name, `${sdk}${name}.js`])),
      // What `imports` of the package names: it runs in threads of its own.
      'sync-worker-thread': `${sdk}sync-worker/thread.js`,
    },
    outdir: `${sdk}bundle`,
    chunkNames: 'parts/[name]-[hash]',
    sourcemap: 'linked',
  }),
  build({
    ...common,
    entryPoints: { host: `${harness}host/main.js` },
    outdir: harness,
    chunkNames: 'host-parts/[name]-[hash]',
    external: ['@mapi-kit/sdk', '@mapi-kit/sdk/*', 'koffi'],
  }),
  build({
    ...common,
    entryPoints: { main: `${harness}cli/main.js` },
    outdir: `${harness}command`,
    packages: 'external',
    plugins: [findsFromItsPlace(`${harness}command`)],
  }),
]);
