// The report's style sheet, within the page: light always, for paper is; A4 with wide drawings across.
export const style = `
@page { size: A4; margin: 16mm 14mm; }
@page across { size: A4 landscape; margin: 12mm; }
:root { color-scheme: light; }
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 40px 28px 64px; max-width: 1120px; background: #ffffff; color: #1b1f27;
  font: 15px/1.5 "Inter Variable", Inter, system-ui, sans-serif; font-variant-ligatures: no-contextual;
}
h1 { margin: 0 0 4px; font-size: 30px; line-height: 1.2; letter-spacing: -0.015em; overflow-wrap: anywhere; }
h2 { margin: 44px 0 14px; padding-bottom: 6px; border-bottom: 1px solid #e1e4ea; font-size: 20px; line-height: 1.3; letter-spacing: -0.01em; }
h3 { margin: 26px 0 6px; font-size: 16px; line-height: 1.4; overflow-wrap: anywhere; }
p { margin: 0 0 10px; max-width: 80ch; overflow-wrap: anywhere; }
.byline { margin: 0; color: #5b6472; }
.watch { margin: 22px 0 0; padding: 12px 16px; border-left: 4px solid #3b5bdb; border-radius: 4px; background: #f1f4ff; }
.watch p { margin: 0; }
.watch strong { display: block; color: #3b5bdb; font-size: 12px; }
.source { color: #5b6472; font-size: 13px; }
.scroll { overflow-x: auto; }
table { width: 100%; margin: 0 0 14px; border-collapse: collapse; font-size: 13.5px; line-height: 1.4; font-variant-numeric: tabular-nums; }
caption { padding: 0 0 8px; color: #5b6472; font-size: 13px; text-align: left; }
th, td { padding: 7px 10px; border-bottom: 1px solid #e1e4ea; text-align: left; vertical-align: baseline; }
thead th { border-bottom: 1.5px solid #c6cbd5; color: #5b6472; font-size: 12px; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; overflow-wrap: anywhere; }
th:first-child, td:first-child { padding-left: 0; }
.number { text-align: right; white-space: nowrap; }
.best { font-weight: 700; }
.sum th, .sum td { background: #f6f7f9; font-weight: 500; }
.swatch { display: inline-block; width: 10px; height: 10px; margin-right: 8px; border-radius: 3px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.notes { margin: 0 0 14px; padding-left: 18px; color: #3a414d; font-size: 13.5px; }
.notes li { margin-bottom: 4px; overflow-wrap: anywhere; }
.differences { margin: 0 0 14px; padding: 0; list-style: none; }
.differences li { display: flex; gap: 10px; padding: 5px 0; border-bottom: 1px solid #eef0f4; overflow-wrap: anywhere; }
.sign { flex: none; width: 20px; height: 20px; margin-top: 1px; border-radius: 50%; color: #ffffff; font-weight: 700; line-height: 20px; text-align: center; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 12px 24px; margin: 0 0 18px; }
dl div { min-width: 0; }
dt { color: #5b6472; font-size: 12px; }
dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
figure { margin: 0 0 22px; }
figure svg { display: block; max-width: 100%; height: auto; }
.picture svg { width: 100%; }
figcaption { margin-top: 6px; color: #5b6472; font-size: 13px; max-width: 90ch; overflow-wrap: anywhere; }
.curves { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr)); gap: 12px 24px; align-items: start; margin-top: 22px; }
.files { padding-left: 18px; }
a { color: #3b5bdb; }
footer { margin-top: 48px; padding-top: 12px; border-top: 1px solid #e1e4ea; color: #5b6472; font-size: 12px; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h1 { font-size: 20pt; }
  h2 { margin-top: 22pt; font-size: 14pt; break-after: avoid; }
  h3 { break-after: avoid; }
  table { font-size: 9pt; }
  th, td { padding: 4pt 5pt; }
  tr, figure, dl div, li { break-inside: avoid; }
  .scroll { overflow: visible; }
  .picture { min-width: 0 !important; }
  .picture svg { max-height: 235mm; }
  .curves { grid-template-columns: 1fr; }
  .curves svg { max-width: 150mm; }
  .wide { page: across; }
  .wide .picture svg { max-height: 165mm; }
}
`;
