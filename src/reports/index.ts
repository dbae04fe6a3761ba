/** Everything the rest of the program needs of the reports. */
export { drawCharts, type DrawnChart } from './charts/draw.ts';
export { renderCsv, renderRecommendationsCsv } from './csv.ts';
export { renderHtml, type HtmlOptions } from './html.ts';
export { renderJson } from './json.ts';
export { renderMarkdown, type MarkdownOptions } from './markdown.ts';
export { findBrowser } from './pdf/find-browser.ts';
export { writePdf } from './pdf/write-pdf.ts';
export { renderTerminal, type TerminalOptions } from './terminal.ts';
export { REPORT_FORMATS, writeReports, type ReportFormat, type WriteOptions } from './write.ts';
