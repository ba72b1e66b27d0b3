// Light, dark, or as the system has it: kept in the browser, and chosen from the header and by actions alike.
import { localStorageColorSchemeManager, type MantineColorScheme } from '@mantine/core';

const kept = localStorageColorSchemeManager();

let tell: ((scheme: MantineColorScheme) => void) | undefined;

/** For the provider, which changes the page and keeps the choice when it is told of one. */
export const colourSchemeManager: typeof kept = {
  ...kept,
  subscribe: (onUpdate) => {
    tell = onUpdate;
    kept.subscribe(onUpdate);
  },
};

export const chooseColourScheme = (scheme: MantineColorScheme): void => tell?.(scheme);
