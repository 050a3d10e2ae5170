// Vector indexes with their options and how far they are.
// parameters: none
// columns: name, options, state, populationPercent
SHOW VECTOR INDEXES YIELD name, options, state, populationPercent
RETURN name, options, state, populationPercent
