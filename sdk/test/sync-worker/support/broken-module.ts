// It cannot be imported.
throw new TypeError('no such database');
