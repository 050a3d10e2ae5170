import type { Settings } from '../config/settings-table.js';
import { EdgewiseError } from '../core/errors.js';
import type { ServerOptions } from '../graphql/server-options.js';

type AccessPart = Pick<
  ServerOptions,
  'access' | 'rateLimit' | 'trustedProxies' | 'documents' | 'auditFile' | 'federation' | 'limits'
>;

/** The settings of commands that serve about who may ask, how much and for what. */
export const ACCESS_OPTION_SETTINGS = [
  'auth',
  'keysFile',
  'jwks',
  'jwtIssuer',
  'jwtAudience',
  'jwtAlgorithms',
  'jwtClockSkew',
  'rateLimit',
  'rateBurst',
  'trustedProxies',
  'trustedDocuments',
  'documents',
  'registeredDocuments',
  'auditLog',
  'federation',
  'maxBodyBytes',
  'maxTokens',
  'maxDepth',
  'maxAliases',
  'maxRootFields',
  'maxDirectives',
  'maxCost',
  'maxListEntries',
  'maxVariableValues',
  'maxSelections',
  'maxErrors',
] as const;

/** Those settings as the server takes them. Errors: BAD_SETTING for tokens without issuer or audience. */
export function accessOptions(settings: Settings): AccessPart {
  const { auth, keysFile, trustedProxies, auditLog, federation } = settings;
  const tokens = tokenOptions(settings);
  return {
    access: { mode: auth, keysFile, ...(tokens && { tokens }) },
    ...rateOptions(settings),
    ...(trustedProxies && { trustedProxies }),
    documents: {
      trusted: settings.trustedDocuments,
      registered: settings.registeredDocuments,
      ...(settings.documents && { manifests: settings.documents }),
    },
    ...(auditLog !== undefined && { auditFile: auditLog }),
    federation,
    limits: limitOptions(settings),
  };
}

function tokenOptions({ jwks, jwtIssuer, jwtAudience, jwtAlgorithms, jwtClockSkew }: Settings) {
  if (jwks === undefined) return undefined;
  if (jwtIssuer === undefined || jwtAudience === undefined) {
    const missing = jwtIssuer === undefined ? '--jwt-issuer' : '--jwt-audience';
    throw new EdgewiseError('BAD_SETTING', `--jwks needs ${missing}: without it, tokens made for others would do.`, {
      place: { setting: missing },
    });
  }
  return {
    jwks,
    issuer: jwtIssuer,
    audience: jwtAudience,
    clockSkewSeconds: jwtClockSkew,
    ...(jwtAlgorithms && { algorithms: jwtAlgorithms }),
  };
}

function rateOptions({ rateLimit, rateBurst }: Settings): Pick<ServerOptions, 'rateLimit'> {
  if (rateLimit === undefined) return {};
  return { rateLimit: rateLimit === 0 ? 'off' : { perSecond: rateLimit, burst: rateBurst ?? 3 * rateLimit } };
}

/** Limits that were set; the server has the others. */
function limitOptions(settings: Settings): NonNullable<ServerOptions['limits']> {
  const given = {
    bodyBytes: settings.maxBodyBytes,
    tokens: settings.maxTokens,
    depth: settings.maxDepth,
    aliases: settings.maxAliases,
    rootFields: settings.maxRootFields,
    directives: settings.maxDirectives,
    cost: settings.maxCost,
    listEntries: settings.maxListEntries,
    variableValues: settings.maxVariableValues,
    recursiveSelections: settings.maxSelections,
    errors: settings.maxErrors,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
