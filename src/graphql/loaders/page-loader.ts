import DataLoader from 'dataloader';

/** Reads the same page of many lists at once; lists answer in the order of their keys. */
export type PageReader<PageQuery, Row> = (keys: readonly string[], page: PageQuery) => Promise<Row[][]>;

export interface PageLoader<PageQuery, Row> {
  load(key: string, page: PageQuery): Promise<Row[]>;
}

/**
 * Joins the loads of one tick that ask for the same page of different keys into one read: a page of users that each
 * show their first 20 interactions reads the store once.
 */
export function pageLoader<PageQuery extends object, Row>(
  read: PageReader<PageQuery, Row>,
): PageLoader<PageQuery, Row> {
  const loaders = new Map<string, DataLoader<string, Row[]>>();
  return {
    load(key, page) {
      const name = JSON.stringify(page);
      let loader = loaders.get(name);
      if (loader === undefined) {
        loader = new DataLoader((keys) => read(keys, page));
        loaders.set(name, loader);
      }
      return loader.load(key);
    },
  };
}
