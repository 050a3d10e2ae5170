// A page of keys of items whose title or key contains the words, ignoring case; ascending.
// parameters: $search, $after (a key, '' for the first page), $first
// columns: key
MATCH (i:Item)
WHERE i.key > $after
  AND (toLower(i.key) CONTAINS toLower($search) OR toLower(coalesce(i.title, '')) CONTAINS toLower($search))
RETURN i.key AS key
ORDER BY key
LIMIT $first
