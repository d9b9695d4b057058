#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const [first, ...others] = process.argv.slice(2);

if (first === '--version' && others.length === 0) {
  // asked for by scripts again and again, so nothing else is loaded for it
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else {
  const { main } = await import('../dist/command/main.js');
  await main(process.argv.slice(2));
}
