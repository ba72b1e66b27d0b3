// The data sets one can choose, for the settings form and the data panel.

export interface DataOption {
  readonly value: string;
  readonly label: string;
}

const builtIn: readonly DataOption[] = [
  { value: 'digits', label: 'Digits' },
  { value: 'shapes', label: 'Shapes' },
];

/** Built-in sets, the browser's own, and the document's own choice where it is neither, said to be missing. */
export function dataOptions(
  own: readonly { readonly id: string; readonly name: string }[],
  chosen: string,
  inUse?: { readonly id: string; readonly name: string },
): DataOption[] {
  const options = [...builtIn, ...own.map(({ id, name }) => ({ value: id, label: name }))];
  const add = (option: DataOption) => {
    if (!options.some(({ value }) => value === option.value)) options.push(option);
  };
  if (inUse) add({ value: inUse.id, label: inUse.name });
  add({ value: chosen, label: `${chosen.replace(/^files:/, '')} (not in this browser)` });
  return options;
}
