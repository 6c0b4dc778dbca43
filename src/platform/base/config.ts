/**
 * The configuration, parsed once and frozen. The only reader of the environment: a wrong or missing value
 * stops the start with its name and what is allowed, all faults in one message.
 */
import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`Configuration refused / 配置有误:\n${faults.map((f) => `  - ${f}`).join('\n')}`);
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

const whole = (name: string, min: number, max: number, byDefault: number) =>
  z
    .string()
    .default(String(byDefault))
    .transform((v, ctx) => {
      const n = Number(v);
      if (/^\d+$/.test(v) && n >= min && n <= max) return n;
      ctx.addIssue({ code: 'custom', message: `${name} must be a whole number from ${min} to ${max}, not "${v}"` });
      return z.NEVER;
    });

const address = (name: string, protocols: readonly string[]) =>
  z
    .string()
    .optional()
    .superRefine((v, ctx) => {
      if (v === undefined) return;
      const given = URL.canParse(v) ? new URL(v) : undefined;
      if (!given || !protocols.includes(given.protocol)) {
        ctx.addIssue({
          code: 'custom',
          message: `${name} must be an address beginning with ${protocols.join(' or ')}//`,
        });
      }
    });

/** An address, or a network as 10.0.0.0/8; never the whole world, which would believe whoever asks */
function isNetwork(text: string): boolean {
  const [ip = '', bits, ...more] = text.split('/');
  const kind = isIP(ip);
  if (kind === 0 || ip.includes('%') || more.length > 0) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128));
}

const networks = (name: string) =>
  z
    .string()
    .default('')
    .transform((v, ctx) => {
      const given = v
        .split(',')
        .map((n) => n.trim())
        .filter((n) => n !== '');
      for (const n of given.filter((x) => !isNetwork(x)))
        ctx.addIssue({
          code: 'custom',
          message: `${name} must be addresses or networks such as 10.0.0.7, 10.1.0.0/16 or fd00::/8, with commas between them, not "${n}"`,
        });
      return given;
    });

const Environment = z.object({
  PORT: whole('PORT', 0, 65_535, 3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: address('DATABASE_URL', ['postgres:', 'postgresql:']),
  DIRECT_URL: address('DIRECT_URL', ['postgres:', 'postgresql:']),
  PUBLIC_URL: address('PUBLIC_URL', ['http:', 'https:']),
  CONSOLE_ORIGIN: address('CONSOLE_ORIGIN', ['http:', 'https:']),
  KEYS_FILE: z.string().min(1).optional(),
  WEB_CONCURRENCY: whole('WEB_CONCURRENCY', 1, 64, 1),
  LOG_LEVEL: z.enum(LEVELS, { error: `LOG_LEVEL must be one of ${LEVELS.join(', ')}` }).default('info'),
  FONT_DIR: z.string().min(1).optional(),
  SESSION_IDLE_MINUTES: whole('SESSION_IDLE_MINUTES', 5, 1_440, 720),
  SESSION_DAYS: whole('SESSION_DAYS', 1, 30, 7),
  TOKEN_DAYS: whole('TOKEN_DAYS', 1, 365, 90),
  REAUTHENTICATION_MINUTES: whole('REAUTHENTICATION_MINUTES', 1, 60, 10),
  PASSWORD_DAYS: whole('PASSWORD_DAYS', 0, 3_650, 90),
  DORMANT_DAYS: whole('DORMANT_DAYS', 0, 3_650, 90),
  TRUSTED_PROXIES: networks('TRUSTED_PROXIES'),
  STREAMS_PER_ADDRESS: whole('STREAMS_PER_ADDRESS', 1, 100_000, 200),
  STREAMS_PER_ACCOUNT: whole('STREAMS_PER_ACCOUNT', 1, 1_000, 10),
  CONTACT_DATA_DAYS: whole('CONTACT_DATA_DAYS', 1, 1_095, 180),
  ERASURES_FILE: z.string().min(1).optional(),
  UPLOADS_PER_DAY: whole('UPLOADS_PER_DAY', 1, 100_000, 500),
  UPLOAD_MEGABYTES_PER_DAY: whole('UPLOAD_MEGABYTES_PER_DAY', 1, 1_000_000, 2_000),
  PICTURES_PER_CODE_PER_DAY: whole('PICTURES_PER_CODE_PER_DAY', 0, 1_000_000, 2_000),
  PICTURE_MEGABYTES_PER_DAY: whole('PICTURE_MEGABYTES_PER_DAY', 0, 1_000_000, 2_000),
  DISK_FREE_PERCENT: whole('DISK_FREE_PERCENT', 0, 90, 10),
});

/** How long a sign-in lasts, in milliseconds */
export interface SessionLives {
  /** a browser's session without any request */
  readonly idle: number;
  /** a browser's session in all */
  readonly browser: number;
  /** a program's token in all */
  readonly program: number;
  /** how long after confirming the own identity the acts that ask for it are open */
  readonly reauthentication: number;
}

/** How long accounts and passwords last, in days; 0: for ever */
export interface AccountLives {
  /** not signed in for so long, an account opens no more */
  readonly dormantDays: number;
  /** a password of those of whom 等保 level 3 is asked */
  readonly passwordDays: number;
}

/** How much may be open at once for live updates; every process counts its own */
export interface StreamLimits {
  readonly perAddress: number;
  readonly perAccount: number;
}

/** How much one account may upload in 24 hours */
export interface UploadLimits {
  readonly files: number;
  readonly megabytes: number;
}

/** How much residents may send in pictures in 24 hours; 0 takes none */
export interface PictureLimits {
  /** under one law code */
  readonly perCode: number;
  /** in all, as stored */
  readonly megabytes: number;
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

export interface Config {
  /** 0 asks the system for a free port */
  readonly port: number;
  readonly host: string;
  /** absolute */
  readonly dataDir: string;
  /** undefined: the embedded or a found PostgreSQL under dataDir */
  readonly databaseUrl: string | undefined;
  /** the same database without the pooler that databaseUrl leads through; undefined: there is none */
  readonly directUrl: string | undefined;
  /** undefined only while host is loopback: then the address that was listened on is printed */
  readonly publicUrl: string | undefined;
  /** where those who sign in work, apart from the pages of residents; undefined: both at one address */
  readonly consoleOrigin: string | undefined;
  readonly keysFile: string;
  readonly webConcurrency: number;
  readonly logLevel: (typeof LEVELS)[number];
  readonly fontDir: string | undefined;
  readonly sessions: SessionLives;
  readonly accounts: AccountLives;
  /** the proxies whose X-Forwarded-For is believed; of everybody else it is not read */
  readonly trustedProxies: readonly string[];
  readonly streams: StreamLimits;
  /** contact data of residents is kept for so many days after a consultation closes */
  readonly contactDataDays: number;
  /** absolute; the journal of erasures */
  readonly erasuresFile: string;
  readonly uploads: UploadLimits;
  readonly pictures: PictureLimits;
  /**
   * below this share of free disk no uploads; below half of it no imports, below a tenth no opinions. 0: only the
   * absolute floors count
   */
  readonly diskFreePercent: number;
  /** where programs installed on the machine are looked for (PATH) */
  readonly searchPath: string;
}

export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/** @throws ConfigError naming every wrong or missing value and what is allowed */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, v]) => v !== undefined && v !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((i) =>
        i.message.startsWith(String(i.path[0])) ? i.message : `${i.path.join('.')}: ${i.message}`,
      ),
    );
  }
  const e = parsed.data;
  const faults: string[] = [];
  if (e.DATABASE_URL !== undefined && e.KEYS_FILE === undefined) {
    faults.push(
      'KEYS_FILE is required with DATABASE_URL: the path of a file (mode 0600, made at the first start) that holds the keys',
    );
  }
  if (e.DIRECT_URL !== undefined && e.DATABASE_URL === undefined) {
    faults.push('DIRECT_URL is read together with DATABASE_URL only: it is the same database without the pooler');
  } else if (
    e.DIRECT_URL !== undefined &&
    e.DATABASE_URL !== undefined &&
    new URL(e.DIRECT_URL).pathname !== new URL(e.DATABASE_URL).pathname
  ) {
    faults.push('DIRECT_URL must name the same database as DATABASE_URL: it is that database without the pooler');
  }
  if (e.PUBLIC_URL === undefined && !isLoopback(e.HOST)) {
    faults.push(
      `PUBLIC_URL is required unless HOST is loopback (HOST is ${e.HOST}): the address printed on posters and letters`,
    );
  }
  // a cookie knows no port
  if (
    e.CONSOLE_ORIGIN !== undefined &&
    (e.PUBLIC_URL === undefined || new URL(e.CONSOLE_ORIGIN).hostname === new URL(e.PUBLIC_URL).hostname)
  ) {
    faults.push(
      'CONSOLE_ORIGIN needs PUBLIC_URL, and another host name than that: two ports of one name share their cookies',
    );
  }
  if (faults.length > 0) throw new ConfigError(faults);
  const dataDir = resolve(e.DATA_DIR);
  return Object.freeze({
    port: e.PORT,
    host: e.HOST,
    dataDir,
    databaseUrl: e.DATABASE_URL,
    directUrl: e.DIRECT_URL,
    publicUrl: e.PUBLIC_URL?.replace(/\/+$/, ''),
    consoleOrigin: e.CONSOLE_ORIGIN === undefined ? undefined : new URL(e.CONSOLE_ORIGIN).origin,
    keysFile:
      e.KEYS_FILE === undefined
        ? resolve(dataDir, 'keys.json')
        : isAbsolute(e.KEYS_FILE)
          ? e.KEYS_FILE
          : resolve(e.KEYS_FILE),
    webConcurrency: e.WEB_CONCURRENCY,
    logLevel: e.LOG_LEVEL,
    fontDir: e.FONT_DIR === undefined ? undefined : resolve(e.FONT_DIR),
    sessions: Object.freeze({
      idle: e.SESSION_IDLE_MINUTES * MINUTE,
      browser: e.SESSION_DAYS * DAY,
      program: e.TOKEN_DAYS * DAY,
      reauthentication: e.REAUTHENTICATION_MINUTES * MINUTE,
    }),
    accounts: Object.freeze({ dormantDays: e.DORMANT_DAYS, passwordDays: e.PASSWORD_DAYS }),
    trustedProxies: Object.freeze(e.TRUSTED_PROXIES),
    streams: Object.freeze({
      perAddress: e.STREAMS_PER_ADDRESS,
      perAccount: e.STREAMS_PER_ACCOUNT,
    }),
    contactDataDays: e.CONTACT_DATA_DAYS,
    erasuresFile: e.ERASURES_FILE === undefined ? resolve(dataDir, 'erasures.journal') : resolve(e.ERASURES_FILE),
    uploads: Object.freeze({ files: e.UPLOADS_PER_DAY, megabytes: e.UPLOAD_MEGABYTES_PER_DAY }),
    pictures: Object.freeze({ perCode: e.PICTURES_PER_CODE_PER_DAY, megabytes: e.PICTURE_MEGABYTES_PER_DAY }),
    diskFreePercent: e.DISK_FREE_PERCENT,
    searchPath: environment.PATH ?? '',
  });
}

const environmentOfProcess = (): Record<string, string | undefined> => process.env;

/** Whether the environment says anything about a setting */
export const isSet = (name: string): boolean => (environmentOfProcess()[name] ?? '') !== '';

/** The configuration of this process; `fixed` wins over the environment, `byDefault` stands where it says nothing. */
export const loadConfig = (fixed: Record<string, string> = {}, byDefault: Record<string, string> = {}): Config =>
  parseConfig({ ...byDefault, ...environmentOfProcess(), ...fixed });
