// A page of item keys, ascending. Keys only: sorting whole items takes three times as long.
// parameters: $after (a key, '' for the first page), $first
// columns: key
MATCH (i:Item)
WHERE i.key > $after
RETURN i.key AS key
ORDER BY key
LIMIT $first
