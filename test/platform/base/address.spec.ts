import { addressKey, hostNameOf } from '../../../src/platform/base/address.js';
import { filesUnder, isTypeScript, read } from '../../walls/sources.js';

describe('what an address is counted under', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::FFFF:cb00:7109', '203.0.113.9'],
    ['0:0:0:0:0:ffff:203.0.113.9', '203.0.113.9'],
    ['203.0.113.9:51234', '203.0.113.9'],
    ['[2001:db8::1]:51234', '2001:db8:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::9', '2001:db8:1:3::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['1::', '1:0:0:0::/64'],
    ['garbage', 'unknown'],
    ['', 'unknown'],
    ['unknown', 'unknown'],
    ['1.2.3', 'unknown'],
    ['1.2.3.4.5', 'unknown'],
    ['1.2.3.256', 'unknown'],
    ['2001:db8::1::2', 'unknown'],
    ['_hidden', 'unknown'],
    ['10.0.0.1, 10.0.0.2', 'unknown'],
    ['[::1', 'unknown'],
  ])('%s: %s', (address, key) => expect(addressKey(address)).toBe(key));

  it('nobody else asks for the address of a request', () => {
    const asks = filesUnder('src', isTypeScript).filter((f) =>
      /\brequest\.(ip|ips|hostname|host|protocol)\b|remoteAddress|x-forwarded/i.test(
        read(f).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''),
      ),
    );
    expect(asks).toEqual(['src/platform/base/address.ts']);
  });
});

it.each([
  ['yifayima.example.cn', 'yifayima.example.cn'],
  ['YiFaYiMa.example.CN:8443', 'yifayima.example.cn'],
  ['[::1]:3000', '::1'],
  ['[::1]', '::1'],
  ['127.0.0.1:80', '127.0.0.1'],
  ['localhost:', 'localhost'],
  [undefined, ''],
  ['', ''],
  ['::1', ''],
  ['a:1:2', ''],
  ['[::1]x', ''],
])('the name in the Host %s is %s', (host, name) => expect(hostNameOf(host)).toBe(name));
