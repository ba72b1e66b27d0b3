// Joins class names, leaving out what does not apply; CSS modules type every name as possibly missing.

export const classNames = (...names: readonly (string | false | undefined)[]): string =>
  names.filter(Boolean).join(' ');
