// The browser and its cores in a few words, so that two runs' times can be read for what they are.

export interface Navigated {
  readonly userAgent: string;
  readonly hardwareConcurrency: number;
}

/** In this order: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari. */
const browsers: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Edge', /Edg\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Firefox', /Firefox\/(\d+)/],
  ['Chrome', /Chrom(?:e|ium)\/(\d+)/],
  ['Safari', /Version\/(\d+).*Safari/],
];

const systems: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
];

/** `Chrome 141 on Linux, 2 cores`. */
export function deviceName({ userAgent, hardwareConcurrency }: Navigated): string {
  const found = browsers.flatMap(([name, pattern]) => {
    const version = pattern.exec(userAgent)?.[1];
    return version ? [`${name} ${version}`] : [];
  });
  const system = systems.find(([, pattern]) => pattern.test(userAgent))?.[0];
  const browser = `${found[0] ?? 'a browser'}${system ? ` on ${system}` : ''}`;
  return `${browser}, ${hardwareConcurrency} ${hardwareConcurrency === 1 ? 'core' : 'cores'}`;
}
