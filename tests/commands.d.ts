// What browser tests can ask of the process that runs them, beside Vitest's own commands.
import 'vitest/browser';

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** As `tests/torch.ts`. */
    torch: (path: string, input: string) => Promise<string | undefined>;
  }
}
