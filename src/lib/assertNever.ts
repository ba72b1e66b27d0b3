/** Makes the compiler list every case a `switch` forgot; reached at run time only through a bug. */
export function assertNever(value: never): never {
  throw new Error(`Unreachable case: ${JSON.stringify(value)}`);
}
