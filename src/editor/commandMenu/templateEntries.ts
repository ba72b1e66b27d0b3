// The templates as entries of the command menu. Only their titles are read, so that sixty files cost no more than
// reading them; one is judged when it is opened.
import { useEffect, useState } from 'react';
import { fetchText, loadTemplate, templateIds } from '../../store/templates';
import { openBeside } from '../compare/compareActions';
import { openTemplate } from '../files/fileActions';
import type { Entry } from './entry';

let gathered: Promise<readonly Entry[]> | undefined;

/** Empty until the files are there, which the menu does not wait for. */
export function useTemplateEntries(): readonly Entry[] {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  useEffect(() => {
    let wanted = true;
    gathered ??= Promise.all(templateIds.map(entryOf)).then((all) => all.flat());
    void gathered.then((all) => wanted && setEntries(all));
    return () => {
      wanted = false;
    };
  }, []);
  return entries;
}

interface About {
  readonly family?: string;
  readonly paper?: string;
  readonly authors?: string;
  readonly year?: number;
}

async function entryOf(id: string): Promise<readonly Entry[]> {
  // One that cannot be fetched is not found here; the gallery tells of it.
  const text = await fetchText(id).catch(() => undefined);
  if (text === undefined) return [];
  const { title, about = {} } = JSON.parse(text) as { title: string; about?: About };
  const { family = '', paper = '', authors = '', year = '' } = about;
  return [
    {
      id: `template ${id}`,
      kind: 'template',
      title: `Open ${title}`,
      words: `template network ${family} ${paper} ${authors} ${year}`,
      detail: 'Template, in place of this drawing; undo brings it back',
      group: 'Templates',
      icon: { group: 'Templates' },
      run: () => void loadTemplate(id).then(openTemplate),
      beside: () => void loadTemplate(id).then(({ document }) => openBeside(document)),
    },
  ];
}
