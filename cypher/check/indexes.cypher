// The indexes that there are.
// parameters: none
// columns: name, type, label, property
SHOW INDEXES
