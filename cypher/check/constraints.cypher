// The constraints that there are.
// parameters: none
// columns: name, type, label, properties
SHOW CONSTRAINTS
