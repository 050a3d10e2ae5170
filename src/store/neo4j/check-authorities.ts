import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { EdgewiseError } from '../../core/errors.js';

/**
 * Refuses files of authorities that cannot be used: the driver would only find out while it connects, and take it for a
 * server that is away. Errors: FILE_NOT_FOUND; STORE_TLS when a file holds no certificate.
 */
export async function checkAuthorities(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const text = await textOf(file);
    try {
      new X509Certificate(text);
    } catch (cause) {
      throw new EdgewiseError('STORE_TLS', `${file} holds no certificate.`, {
        place: { file },
        cure: 'Give the certificate of the authority that signed the server’s, in PEM form: BEGIN CERTIFICATE and so on.',
        cause,
      });
    }
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new EdgewiseError('FILE_NOT_FOUND', `The authority ${file} cannot be read.`, { place: { file }, cause });
  }
}
