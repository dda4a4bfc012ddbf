/** Which addresses a URL that somebody else chose may lead to (RFC 6890 and its registries; S-S1, S-S2). Nothing is looked up here: who connects resolves the name once and asks about each address. */
import { say, type Sentence } from './sentences/say.ts';

/** Leading bytes and number of bits. */
type Block = readonly [bytes: readonly number[], bits: number];

const SPECIAL_V4: readonly Block[] = [
  [[0], 8],
  [[10], 8],
  [[100, 64], 10],
  [[127], 8],
  [[169, 254], 16],
  [[172, 16], 12],
  [[192, 0, 0], 24],
  [[192, 0, 2], 24],
  [[192, 31, 196], 24],
  [[192, 52, 193], 24],
  [[192, 88, 99], 24],
  [[192, 168], 16],
  [[192, 175, 48], 24],
  [[198, 18], 15],
  [[198, 51, 100], 24],
  [[203, 0, 113], 24],
  [[224], 4],
  [[240], 4],
];

/** Public IPv6 is 2000::/3; within it these are not. Everything outside it is special: mapped, NAT64, unique local, link-local, multicast. */
const GLOBAL_UNICAST: Block = [[0x20], 3];
const SPECIAL_V6: readonly Block[] = [
  [[0x20, 0x01, 0x00], 23],
  [[0x20, 0x01, 0x0d, 0xb8], 32],
  [[0x20, 0x02], 16],
  [[0x26, 0x20, 0x00, 0x4f, 0x80], 48],
  [[0x3f, 0xff, 0x00], 20],
];

/** True for what is no IP address, too: nothing unknown is connected to. */
export function isSpecialUse(address: string): boolean {
  const v4 = parseIpv4(address);
  if (v4 !== null) return SPECIAL_V4.some(block => isWithin(v4, block));
  const v6 = parseIpv6(address);
  if (v6 === null) return true;
  return !isWithin(v6, GLOBAL_UNICAST) || SPECIAL_V6.some(block => isWithin(v6, block));
}

export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}

/** What of a parsed URL is looked at: a `URL` has it. */
interface UrlParts {
  protocol: string;
  hostname: string;
  port: string;
  username: string;
  password: string;
}

/** Why nothing is sent to an address that somebody else chose, before its name is resolved; null: it may be tried. */
export function findAddressProblem(url: UrlParts): Sentence | null {
  if (url.username !== '' || url.password !== '') return say('address_credentials');
  if (url.protocol !== 'https:') return say('address_not_https');
  if (url.port !== '') return say('address_port');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isIp = parseIpv4(host) !== null || parseIpv6(host) !== null;
  return isIp || isLoopbackHost(url.hostname) ? say('address_ip') : null;
}

function isWithin(address: readonly number[], [bytes, bits]: Block): boolean {
  for (let bit = 0; bit < bits; bit += 8) {
    const mask = 0xff & (0xff00 >> Math.min(8, bits - bit));
    const at = bit / 8;
    if (((address[at]! ^ (bytes[at] ?? 0)) & mask) !== 0) return false;
  }
  return true;
}

function parseIpv4(text: string): readonly number[] | null {
  const parts = text.split('.');
  const isByte = (part: string): boolean => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255;
  return parts.length === 4 && parts.every(isByte) ? parts.map(Number) : null;
}

/** Without a zone: an address that needs one is link-local. */
function parseIpv6(text: string): readonly number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(parseGroups);
  if (head === undefined || head === null || tail === null) return null;
  if (tail === undefined) return head.length === 16 ? head : null;
  const missing = 16 - head.length - tail.length;
  return missing >= 2 ? [...head, ...Array.from({ length: missing }, () => 0), ...tail] : null;
}

/** The last group may be an IPv4 address. */
function parseGroups(text: string): readonly number[] | null {
  if (text === '') return [];
  const groups = text.split(':').map((group, i, all) => {
    if (/^[0-9a-f]{1,4}$/i.test(group))
      return [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff];
    return i === all.length - 1 ? parseIpv4(group) : null;
  });
  return groups.some(group => group === null) ? null : groups.flatMap(group => group ?? []);
}
