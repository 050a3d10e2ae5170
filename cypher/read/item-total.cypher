// The number of items.
// parameters: none
// columns: total
MATCH (i:Item)
RETURN count(i) AS total
