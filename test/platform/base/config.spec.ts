import { ConfigError, parseConfig } from '../../../src/platform/base/config.js';

const faults = (environment: Record<string, string | undefined>): readonly string[] => {
  try {
    parseConfig(environment);
  } catch (e) {
    if (e instanceof ConfigError) return e.faults;
    throw e;
  }
  return [];
};

describe('the configuration', () => {
  it('needs nothing at all, and is frozen', () => {
    const c = parseConfig({});
    expect(c).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      publicUrl: undefined,
      webConcurrency: 1,
      logLevel: 'info',
    });
    expect(c.keysFile.startsWith(c.dataDir)).toBe(true);
    expect(Object.isFrozen(c)).toBe(true);
  });
  it.each([
    ['PORT', ['-1', '65536', '80a', '3000.5', ' ', '0x50']],
    ['WEB_CONCURRENCY', ['0', '65', 'many']],
    ['SESSION_IDLE_MINUTES', ['4', '1441', '12h']],
    ['SESSION_DAYS', ['0', '31']],
    ['TOKEN_DAYS', ['0', '366']],
    ['REAUTHENTICATION_MINUTES', ['0', '61']],
    ['PASSWORD_DAYS', ['-1', '3651', 'never']],
    ['DORMANT_DAYS', ['-1', '3651', '90d']],
    [
      'TRUSTED_PROXIES',
      [
        'true',
        '1',
        'loopback',
        'proxy.example.cn',
        '10.0.0.256',
        '10.0.0.0/33',
        '10.0.0.0/0',
        '0.0.0.0/0',
        '::/0',
        'fd00::/129',
        '10.0.0.0/255.0.0.0',
        '10.0.0.1/',
        '10.0.0.0/08',
        'fe80::1%eth0',
        '10.0.0.1;10.0.0.2',
        '10.0.0.1 10.0.0.2',
        '10.0.0.1, *',
      ],
    ],
    ['CONTACT_DATA_DAYS', ['0', '1096', 'never']],
    ['UPLOADS_PER_DAY', ['0', '100001']],
    ['UPLOAD_MEGABYTES_PER_DAY', ['0', '1000001']],
    ['PICTURES_PER_CODE_PER_DAY', ['-1', '1000001']],
    ['PICTURE_MEGABYTES_PER_DAY', ['-1', '1000001', '2 GB']],
    ['DISK_FREE_PERCENT', ['-1', '91', '10%']],
    ['STREAMS_PER_ADDRESS', ['0', '100001']],
    ['STREAMS_PER_ACCOUNT', ['0', '1001']],
    ['DATABASE_URL', ['mysql://x/y', 'localhost:5432', 'not an address']],
    ['DIRECT_URL', ['mysql://x/y', 'localhost:5432', 'postgres://u@h/d']],
    ['PUBLIC_URL', ['ftp://x', 'yifayima.example.cn', '//x']],
    ['CONSOLE_ORIGIN', ['ftp://x', 'b.cn']],
    ['LOG_LEVEL', ['loud', 'INFO']],
  ])('names %s where it is wrong', (name, values) => {
    for (const value of values) {
      const found = faults({ KEYS_FILE: 'keys.json', [name]: value });
      expect([value, found.length]).toEqual([value, 1]);
      expect(found[0]).toContain(name);
    }
  });
  it('ends a session after 12 idle hours or 7 days, a token after 90, a confirmed identity after 10 minutes, unless told otherwise', () => {
    const hour = 3_600_000;
    expect(parseConfig({}).sessions).toEqual({
      idle: 12 * hour,
      browser: 7 * 24 * hour,
      program: 90 * 24 * hour,
      reauthentication: hour / 6,
    });
    expect(
      parseConfig({ SESSION_IDLE_MINUTES: '30', SESSION_DAYS: '1', TOKEN_DAYS: '2', REAUTHENTICATION_MINUTES: '5' })
        .sessions,
    ).toEqual({ idle: hour / 2, browser: 24 * hour, program: 48 * hour, reauthentication: hour / 12 });
  });
  it('believes no proxy, or those that are listed', () => {
    expect(parseConfig({}).trustedProxies).toEqual([]);
    expect(
      parseConfig({ TRUSTED_PROXIES: ' 10.0.0.7,10.1.0.0/16 ,, ::1, fd00::/8,::ffff:10.0.0.1 ' }).trustedProxies,
    ).toEqual(['10.0.0.7', '10.1.0.0/16', '::1', 'fd00::/8', '::ffff:10.0.0.1']);
    expect(faults({ TRUSTED_PROXIES: '10.0.0.7, nginx' })[0]).toContain('not "nginx"');
  });
  it('lets accounts sleep, and passwords grow old, for 90 days unless told otherwise', () => {
    expect(parseConfig({}).accounts).toEqual({ dormantDays: 90, passwordDays: 90 });
    expect(parseConfig({ DORMANT_DAYS: '0', PASSWORD_DAYS: '30' }).accounts).toEqual({
      dormantDays: 0,
      passwordDays: 30,
    });
  });
  it('says everything that is wrong at once', () => {
    expect(faults({ PORT: 'x', LOG_LEVEL: 'loud', PUBLIC_URL: 'x' })).toHaveLength(3);
  });
  it('wants KEYS_FILE with DATABASE_URL, and PUBLIC_URL where others can reach it', () => {
    expect(faults({ DATABASE_URL: 'postgres://u@h/d' })).toEqual([expect.stringContaining('KEYS_FILE is required')]);
    expect(faults({ DATABASE_URL: 'postgres://u@h/d', KEYS_FILE: 'k' })).toEqual([]);
    expect(faults({ HOST: '0.0.0.0' })).toEqual([expect.stringContaining('PUBLIC_URL is required')]);
    for (const HOST of ['127.0.0.1', '::1', 'localhost']) expect(faults({ HOST })).toEqual([]);
  });
  it('wants DIRECT_URL to be the database of DATABASE_URL', () => {
    const pooled = { KEYS_FILE: 'k', DATABASE_URL: 'postgres://u@pooler:6432/d' };
    expect(parseConfig({ ...pooled, DIRECT_URL: 'postgres://u@h/d' }).directUrl).toBe('postgres://u@h/d');
    expect(parseConfig(pooled).directUrl).toBeUndefined();
    expect(faults({ ...pooled, DIRECT_URL: 'postgres://u@h/other' })).toEqual([
      expect.stringContaining('DIRECT_URL must name the same database'),
    ]);
  });
  it('wants another host name for the office than for the pages', () => {
    expect(faults({ CONSOLE_ORIGIN: 'https://b.cn' })).toEqual([
      expect.stringContaining('CONSOLE_ORIGIN needs PUBLIC_URL'),
    ]);
    expect(faults({ CONSOLE_ORIGIN: 'https://a.cn:8443', PUBLIC_URL: 'https://a.cn' })).toEqual([
      expect.stringContaining('another host name'),
    ]);
    expect(parseConfig({ CONSOLE_ORIGIN: 'https://b.cn/console/', PUBLIC_URL: 'https://a.cn' }).consoleOrigin).toBe(
      'https://b.cn',
    );
  });
  it('does not repeat a secret of the address in its words', () => {
    expect(faults({ KEYS_FILE: 'k', DATABASE_URL: 'mysql://user:s3cret@h/d' }).join()).not.toContain('s3cret');
  });
  it('takes an empty value for an absent one and cuts slashes off the public address', () => {
    expect(parseConfig({ PORT: '', PUBLIC_URL: 'https://a.cn//' })).toMatchObject({
      port: 3000,
      publicUrl: 'https://a.cn',
    });
  });
});
