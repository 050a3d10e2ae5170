import { secretSetting, setting, settingWithoutDefault } from './setting-definition.js';
import { integer, text } from './value-types.js';

/** How a Neo4j is reached, when `store` is a neo4j: or bolt: URL. */
export const NEO4J_SETTINGS = {
  neo4jUser: setting({
    flag: '--neo4j-user <name>',
    variable: 'EDGEWISE_NEO4J_USER',
    key: 'neo4jUser',
    type: text,
    default: 'neo4j',
    description: 'user of a Neo4j store',
  }),
  neo4jPassword: secretSetting({
    variable: 'EDGEWISE_NEO4J_PASSWORD',
    key: 'neo4jPassword',
    type: text,
    defaultNote: 'no authentication',
    description: 'password of that user',
  }),
  neo4jPasswordFile: settingWithoutDefault({
    flag: '--neo4j-password-file <path>',
    variable: 'EDGEWISE_NEO4J_PASSWORD_FILE',
    key: 'neo4jPasswordFile',
    type: text,
    defaultNote: 'none',
    description: 'file whose first line is that password; it wins over the password itself',
  }),
  neo4jDatabase: settingWithoutDefault({
    flag: '--neo4j-database <name>',
    variable: 'EDGEWISE_NEO4J_DATABASE',
    key: 'neo4jDatabase',
    type: text,
    defaultNote: "the user's home database",
    description: 'database of a Neo4j store',
  }),
  neo4jAuthority: settingWithoutDefault({
    flag: '--neo4j-authority <path>',
    variable: 'EDGEWISE_NEO4J_AUTHORITY',
    key: 'neo4jAuthority',
    type: text,
    defaultNote: "the system's",
    description: 'PEM file of the authority that a neo4j+s: or bolt+s: server is vouched for by',
  }),
  neo4jPool: setting({
    flag: '--neo4j-pool <n>',
    variable: 'EDGEWISE_NEO4J_POOL',
    key: 'neo4jPool',
    type: integer(1, 1000),
    default: 20,
    description: 'most connections to a Neo4j',
  }),
  neo4jTimeout: settingWithoutDefault({
    flag: '--neo4j-timeout <seconds>',
    variable: 'EDGEWISE_NEO4J_TIMEOUT',
    key: 'neo4jTimeout',
    type: integer(1, 86_400),
    defaultNote: '300; 10 for serve',
    description: 'how long a transaction in a Neo4j may take',
  }),
  neo4jRetry: settingWithoutDefault({
    flag: '--neo4j-retry <seconds>',
    variable: 'EDGEWISE_NEO4J_RETRY',
    key: 'neo4jRetry',
    type: integer(0, 86_400),
    defaultNote: '30; 1 for serve',
    description: 'how long a Neo4j that is away or busy is asked again before a call fails',
  }),
} as const;

/** The settings that name a store and the way to it. */
export const STORE_SETTINGS = [
  'storeUrl',
  'neo4jUser',
  'neo4jPasswordFile',
  'neo4jDatabase',
  'neo4jAuthority',
  'neo4jPool',
  'neo4jTimeout',
  'neo4jRetry',
] as const;
