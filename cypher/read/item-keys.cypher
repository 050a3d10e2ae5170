// Every item key, ascending.
// parameters: none
// columns: key
MATCH (i:Item)
RETURN i.key AS key
ORDER BY key
