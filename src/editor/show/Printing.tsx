// What a printer gets in place of the window: title, what the design is, its figure fitted to the page, and what it costs.
// Made when the browser is about to print, by whatever way, and gone afterwards.
import './print.css';
import { useEffect } from 'react';
import { printSheet } from './printSheet';

export function Printing() {
  useEffect(() => {
    let remove: (() => void) | undefined;
    const before = () => {
      remove?.();
      remove = printSheet();
    };
    const after = () => {
      remove?.();
      remove = undefined;
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      after();
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return null;
}
