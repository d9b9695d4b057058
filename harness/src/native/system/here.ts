import { linux } from './linux.js';
import type { System } from './system.js';
import { windows } from './windows.js';

/** The system of this process. */
export const SYSTEM: System = process.platform === 'win32' ? windows() : linux();
