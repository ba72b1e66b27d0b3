// What is trained together as files: a report, the curves as a table, or as a picture.
import { notifications } from '@mantine/notifications';
import { curvesCsv } from '../../../charts/export/curvesCsv';
import { curvesSvg } from '../../../charts/export/curvesSvg';
import { svgToPng } from '../../../charts/export/svgToPng';
import { openText } from '../../../store/files';
import { comparing } from '../../../store/store';
import type { Together } from '../../../store/together';
import { recordsOf } from '../../../store/togetherRecords';
import { saveAs, stemOf } from '../../files/saveTarget';
import { overlayRuns } from './overlayRuns';

const now = (): Together | undefined => comparing.getState().together;

/** The designs as they were trained, whatever has been drawn since. */
export async function saveReport(): Promise<void> {
  const together = now();
  if (!together) return;
  const { reportHtml } = await import('../../../report/report');
  const designs = together.panes.flatMap(({ pane, context }) => {
    const opened = openText(context.design);
    return opened.ok ? [{ label: pane, document: opened.value.document }] : [];
  });
  const html = reportHtml({
    title: together.title,
    watch: comparing.getState().settings.watch,
    date: new Date(together.startedAt),
    designs,
    runs: recordsOf(together),
  });
  saveAs(`${stemOf(together.title)}.report.html`, html, 'text/html');
}

export function saveCurvesCsv(): void {
  const together = now();
  if (!together) return;
  const heads = new Map<string, readonly string[]>(
    together.panes.flatMap(({ runs }) => runs.map((run) => [run.id, run.heads.map(({ id }) => id)] as const)),
  );
  const runs = overlayRuns(together).map((run) => ({ ...run, heads: heads.get(run.id) ?? [] }));
  saveAs(`${stemOf(together.title)}.curves.csv`, curvesCsv(runs), 'text/csv');
}

const lossSvg = (together: Together): string =>
  curvesSvg(overlayRuns(together), {
    title: together.title,
    figure: 'loss',
    head: 0,
    smoothing: 0.8,
    width: 860,
  });

export function saveCurvesSvg(): void {
  const together = now();
  if (together) saveAs(`${stemOf(together.title)}.curves.svg`, lossSvg(together), 'image/svg+xml');
}

export async function saveCurvesPng(): Promise<void> {
  const together = now();
  if (!together) return;
  const drawn = await svgToPng(lossSvg(together));
  if (drawn.ok) saveAs(`${stemOf(together.title)}.curves.png`, drawn.value, 'image/png');
  else notifications.show({ color: 'red', title: 'Not saved', message: drawn.error });
}
