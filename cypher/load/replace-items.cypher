// Gives each item exactly these properties; an item that is not there yet comes to exist.
// parameters: $rows (list of {key, properties}; properties hold the key too)
// columns: none
UNWIND $rows AS row
MERGE (i:Item {key: row.key})
SET i = row.properties
