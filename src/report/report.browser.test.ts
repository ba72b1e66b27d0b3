// What only a browser can tell of a report: that it reads as the page that was meant, that nothing in it runs, and that
// it fits a screen and a telephone without being pushed sideways.
import { afterEach, expect, it } from 'vitest';
import { parseTemplate } from '../graph/parseTemplate';
import { runId } from '../lib/ids';
import { loadTemplate } from '../store/templates';
import { reportHtml } from './report';
import { runOf, testOf, traceOf } from './run.fixture';

afterEach(() => {
  document.body.replaceChildren();
});

async function twoDesigns(title: string): Promise<string> {
  const [a, b] = [(await loadTemplate('resnet-20')).document, (await loadTemplate('plain-20')).document];
  return reportHtml({
    title,
    watch: title,
    date: new Date(2026, 2, 3),
    designs: [
      { label: 'A', document: { ...a, title } },
      { label: 'B', document: b },
    ],
    runs: [
      runOf({ ...a, title }, 'A', { id: runId('a') }),
      runOf(b, 'B', { id: runId('b'), test: testOf(0.7, 0.8) }, traceOf(200, 1)),
    ],
  });
}

async function shown(html: string, width: number): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.style.cssText = `width:${width}px;height:800px;border:0`;
  frame.srcdoc = html;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  if (!frame.contentDocument) throw new Error('the frame has no document');
  return frame.contentDocument;
}

it.each([1200, 390])('fits a window of %i px', async (width) => {
  const page = await shown(await twoDesigns('Does depth help?'), width);
  expect(page.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  expect(page.querySelectorAll('figure svg').length).toBeGreaterThan(5);
  expect([...page.querySelectorAll('h2')].map((heading) => heading.textContent)).toEqual([
    'Results',
    'Designs',
    'What differs',
    'Side by side',
    'Through the layers',
    'Training',
    'To reproduce it',
  ]);
});

it('runs nothing and loses nothing of a hostile title', async () => {
  const title = '</title></script><script>parent.hurt=1</script><img src=x onerror="parent.hurt=1">"\'';
  const page = await shown(await twoDesigns(title), 1200);
  expect('hurt' in window).toBe(false);
  expect(page.title).toBe(title);
  expect(page.querySelector('h1')?.textContent).toBe(title);
  expect(page.querySelectorAll('img')).toHaveLength(0);
  const json = page.querySelector('script[data-convas-design="A"]')?.textContent ?? '';
  const parsed = parseTemplate(json);
  expect(parsed.ok && parsed.value.title).toBe(title);
});

it('offers each design as a file', async () => {
  const page = await shown(await twoDesigns('A title/with: strange * characters'), 1200);
  const links = [...page.querySelectorAll<HTMLAnchorElement>('a[download]')];
  expect(links.map((link) => link.download)).toEqual([
    'A-title-with-strange-characters.json',
    'Plain-20-for-CIFAR.json',
  ]);
  const text = await (await fetch(links[1]?.href ?? '')).text();
  expect(parseTemplate(text).ok).toBe(true);
});
