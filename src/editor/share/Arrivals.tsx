// What the page is asked to open from outside: by its address when it starts or when a link is put into its address bar,
// or by the system, where the installed app opens files. The address is cleaned at once, so that a reload keeps the work.
import { useEffect } from 'react';
import { openFiles } from '../files/fileActions';
import { wantedOf, withoutWanted } from './address';

/** Of the File Handling interface, which TypeScript's library does not know. */
interface LaunchQueue {
  readonly setConsumer: (
    take: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void,
  ) => void;
}

export function Arrivals() {
  useEffect(() => {
    takeAddress();
    takeLaunches();
    window.addEventListener('hashchange', takeAddress);
    return () => window.removeEventListener('hashchange', takeAddress);
  }, []);
  return null;
}

function takeAddress(): void {
  const url = new URL(window.location.href);
  const wanted = wantedOf(url);
  if (!wanted) return;
  window.history.replaceState(window.history.state, '', withoutWanted(url));
  void import('./openWanted').then(({ openWanted }) => openWanted(wanted, url));
}

function takeLaunches(): void {
  const { launchQueue } = window as { readonly launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    void Promise.all(files.map((handle) => handle.getFile())).then((opened) => openFiles(opened));
  });
}
