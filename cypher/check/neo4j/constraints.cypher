// The constraints that there are.
// parameters: none
// columns: name, type, label, properties (these two as lists)
SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties
RETURN name, type, labelsOrTypes AS label, properties
