// The indexes that there are, those behind constraints included, and whether they answer.
// parameters: none
// columns: name, type, label, property (these two as lists), state
SHOW INDEXES YIELD name, type, state, labelsOrTypes, properties
RETURN name, type, labelsOrTypes AS label, properties AS property, state
