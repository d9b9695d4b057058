// The one place to import flags from; they are kept by family of methods in the files below.

export * from './flags-common.js';
export * from './flags-property.js';
export * from './flags-search.js';
export * from './flags-session.js';
export * from './flags-status.js';
export * from './flags-store.js';
export * from './flags-table.js';
export * from './flags-transport.js';
