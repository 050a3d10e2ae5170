/** Names that columns usually have, as `plain` spells them; looked for, in this order, where a map does not say otherwise. */
const USUAL_NAMES: Readonly<Record<string, readonly string[]>> = {
  user: ['user', 'userid', 'userkey', 'uid', 'customer', 'customerid', 'personid', 'visitorid'],
  item: ['item', 'itemid', 'itemkey', 'iid', 'product', 'productid', 'movieid', 'contentid', 'articleid'],
  behavior: ['behavior', 'behaviour', 'event', 'eventtype', 'action'],
  at: ['at', 'timestamp', 'time', 'datetime', 'date', 'createdat', 'ts'],
  weight: ['weight', 'rating', 'score'],
  key: ['key', 'item', 'itemid', 'itemkey', 'iid', 'product', 'productid', 'movieid', 'contentid', 'articleid', 'id'],
  userKey: ['key', 'user', 'userid', 'userkey', 'uid', 'customer', 'customerid', 'personid', 'visitorid', 'id'],
  title: ['title', 'name', 'itemtitle', 'itemname'],
};

/** The column of the header that usually holds the field, else undefined. */
export function usualColumn(header: readonly string[], field: string): string | undefined {
  const names = header.map(plain);
  const found = USUAL_NAMES[field]?.find((name) => names.includes(name));
  return found === undefined ? undefined : header[names.indexOf(found)];
}

/** user_id, User-ID and "user id" are one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}
