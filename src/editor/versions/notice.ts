// The last word of the dialog of versions: what was deleted, with the way back, or why something was not done. Within the
// dialog, because notices at the edge of the window lie below it.
import { create } from 'zustand';
import type { Result } from '../../lib/result';

export interface VersionNotice {
  readonly message: string;
  readonly bad: boolean;
  readonly undo?: () => Promise<Result<void, string>>;
}

export const useVersionNotice = create<{ readonly notice: VersionNotice | undefined }>()(() => ({
  notice: undefined,
}));

export const say = (notice: VersionNotice | undefined): void => useVersionNotice.setState({ notice });
export const complain = (message: string): void => say({ message, bad: true });
