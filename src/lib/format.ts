// How Convas writes shapes and counts, the same in messages, labels and tables.

/** `28×28×192`; a vector of 84 values is `84`. */
export const formatShape = (shape: readonly number[]): string => shape.join('×');

/** A count in full with thousands separated: `12,443,648`. Fixed to one locale so that files and tests agree. */
export const formatCount = (count: number): string =>
  Number.isInteger(count) ? count.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',') : String(count);

/** A count in at most four characters and a unit, for labels: `760`, `12.4 M`. */
export function formatShort(count: number): string {
  for (const [unit, size] of [
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ] as const) {
    // 999,950 would round to "1000 k": the next unit takes over where rounding would.
    if (count >= size * 0.9995) {
      const value = count / size;
      return `${value >= 99.95 ? value.toFixed(0) : value.toFixed(1).replace(/\.0$/, '')} ${unit}`;
    }
  }
  return String(count);
}

/** Bytes in binary units: `1.5 MiB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value >= 100 || unit === 0 ? value.toFixed(0) : value.toFixed(1)} ${units[unit]}`;
}
