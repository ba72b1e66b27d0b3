export const softwareWebGpu: string[];
/** Path of a Chromium, installing one if there is none; throws with what was tried when none can be had. */
export function chromiumPath(): string;
