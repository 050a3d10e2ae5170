import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../src/core/log.js';
import { openStore } from '../../src/store/open-store.js';

describe('openStore', () => {
  it('refuses URLs of other kinds and says what it opens, without quoting credentials', async () => {
    for (const url of ['secret', 'http://ada:secret@host:7687', 'neo4js://secret', '']) {
      const opening = openStore(url, { log: silentLogger });
      await expect(opening).rejects.toMatchObject({ code: 'STORE_URL_INVALID' });
      await expect(opening).rejects.toThrow('embedded:');
      await expect(opening).rejects.not.toThrow(/secret|ada|7687/);
    }
  });

  it('refuses a Neo4j URL with credentials, without a host or with what the driver cannot use', async () => {
    const urls = ['neo4j://ada:secret@host', 'bolt+s://ada:secret@host:7687', 'neo4j:secret', 'bolt://host?secret=1'];
    for (const url of urls) {
      const opening = openStore(url, { log: silentLogger });
      await expect(opening).rejects.toMatchObject({ code: 'STORE_URL_INVALID' });
      await expect(opening).rejects.not.toThrow(/secret|ada|7687/);
    }
  });

  it('refuses an embedded store without a directory', async () => {
    await expect(openStore('embedded:', { log: silentLogger })).rejects.toMatchObject({ code: 'STORE_URL_INVALID' });
  });
});
