/** API keys, JWTs and passwords in URLs, wherever in a text they stand. */
const SECRETS = /\bew_([0-9a-f]{12})_[\w-]{43}|\beyJ[\w-]+\.[\w-]+\.[\w-]*|(?<=:\/\/[^\s/:@"]*:)[^\s/@"]+(?=@)/g;

/** The text without what would let its reader in. Of an API key its public id stays. */
export function maskSecrets(text: string): string {
  return text.replace(SECRETS, (_secret, id: string | undefined) => (id === undefined ? '***' : `ew_${id}_***`));
}
