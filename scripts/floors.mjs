/** The rooms of src by floor, lowest first. A room reaches rooms of lower floors; rooms of one floor stand apart. */
const FLOORS = [
  ['core'],
  ['config', 'client'],
  ['linalg'],
  ['metrics'],
  ['store', 'dataset', 'engine'],
  ['models', 'snapshot'],
  ['recommend'],
  ['influence', 'graphs'],
  ['evaluate', 'tune'],
  ['pipeline', 'graphql'],
  ['cli'],
];

/** Rooms of one floor that know one another's types, though never one another's code. */
const TYPES_SHARED = new Map([
  ['dataset', ['store']],
  ['models', ['snapshot']],
  ['snapshot', ['models']],
]);

/** @typedef {import('dependency-cruiser').IForbiddenRuleType} Rule */

/**
 * One rule a room: what it may not reach.
 *
 * @param {'reach' | 'import'} relation `reach`: through any number of modules; `import`: directly.
 * @returns {Rule[]}
 */
export function floorRules(relation) {
  const rooms = FLOORS.flat();
  return FLOORS.flatMap((floor, height) =>
    floor.map((room) => {
      const allowed = [room, ...FLOORS.slice(0, height).flat()];
      if (relation === 'import') allowed.push(...(TYPES_SHARED.get(room) ?? []));
      const refused = rooms.filter((other) => !allowed.includes(other));
      return {
        name: `floor-of-${room}`,
        comment: `${room} stands on ${allowed.slice(1).join(', ') || 'nothing'}: docs/architecture.md has the floors.`,
        severity: 'error',
        from: { path: `^src/${room}/` },
        to: { path: ['^src/[^/]+$', `^src/(${refused.join('|')})/`], ...(relation === 'reach' && { reachable: true }) },
      };
    }),
  );
}

/** Every folder of src is a room of FLOORS: a new one has to be given its place. @returns {Rule} */
export function roomRule() {
  return {
    name: 'room-without-floor',
    comment: 'Give the folder its floor in scripts/floors.mjs and docs/architecture.md.',
    severity: 'error',
    from: {},
    to: { path: '^src/[^/]+/', pathNot: `^src/(${FLOORS.flat().join('|')})/` },
  };
}
