export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}
/** What the README needs of tests/bench/latest.json; groups that were not measured are absent. */
export interface Found {
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly browser: string;
    readonly adapter: { readonly type: string; readonly name?: string };
  };
  readonly speed?: {
    readonly date: string;
    readonly repeats: number;
    readonly table: readonly {
      readonly network: string;
      readonly figures: Readonly<Record<string, Figure>>;
      readonly ratios: Readonly<Record<string, Figure>>;
      readonly stock: { readonly best?: string };
      readonly load: string;
    }[];
  };
  readonly leaks?: {
    readonly table: readonly {
      readonly backend: string;
      readonly early: Readonly<Record<string, number>>;
      readonly late: Readonly<Record<string, number>>;
    }[];
  };
}
export function benchText(found: Found): string;
export function withBench(readme: string, text: string): string;
