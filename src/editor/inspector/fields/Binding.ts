// How the parameters of a definition's node follow those of the module.
import type { Problem } from '../../../graph/problem';
import type { Result } from '../../../lib/result';

export interface Binding {
  /** Expressions by parameter, without the leading `=`. */
  readonly bindings: Readonly<Record<string, string>>;
  /** The module's parameters. */
  readonly names: readonly string[];
  /** Without an expression the parameter is by itself again. */
  readonly onBind: (param: string, label: string, expression: string | undefined) => Result<unknown, Problem>;
}
