// Older versions of the file format, brought up to the present one, step by step. Nothing after this knows that
// there ever was another version.

/** The version that this program writes. */
export const currentVersion = 2;

type Raw = Readonly<Record<string, unknown>>;
/** Turns a file of one version into the next. It must bear any content: nothing has been checked yet. */
export type Migration = (raw: Raw) => Raw;

/** `migrations[i]` leads from version i + 1 to i + 2. */
const migrations: readonly Migration[] = [
  // Version 2 adds `about`, `modules` and parameters that may be left out; what version 1 says, it still says.
  (raw) => raw,
];

/** Brings a file of a known earlier version to the current one; `version` then says so. */
export function migrate(raw: Raw, version: number, steps: readonly Migration[] = migrations): Raw {
  let current = raw;
  for (const [index, step] of steps.entries()) {
    if (index + 1 >= version) current = { ...step(current), version: index + 2 };
  }
  return current;
}
