import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { EdgewiseError } from '../../core/errors.js';
import { replaceDurably } from '../../snapshot/durable-files.js';
import type { ReportDocument } from './report-document.js';
import { toHtml } from './to-html.js';
import { toMarkdown } from './to-markdown.js';

/** By the ending of a file's name. */
const WRITERS: Readonly<Record<string, (report: ReportDocument) => string>> = {
  '.md': toMarkdown,
  '.html': toHtml,
};

/**
 * Where reports will go, checked before the long work that they tell of.
 * Errors: USAGE for a name that ends neither in .md nor in .html; FILE_NOT_FOUND where its directory is missing.
 */
export async function checkReportFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (!(extname(path) in WRITERS)) {
      throw new EdgewiseError('USAGE', `A report is written as FILE.md or FILE.html, not "${path}".`, {
        place: { setting: '--report' },
      });
    }
    const directory = dirname(path);
    const found = await stat(directory).catch(() => undefined);
    if (found?.isDirectory() !== true) {
      throw new EdgewiseError('FILE_NOT_FOUND', `There is no directory ${directory} to write a report to.`, {
        place: { file: path },
      });
    }
  }
}

/** Writes each whole or not at all, in place of what was there. Errors: DISK_FULL. */
export async function writeReportFiles(report: ReportDocument, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await replaceDurably(path, `${path}.${randomUUID()}.tmp`, WRITERS[extname(path)]!(report));
  }
}
