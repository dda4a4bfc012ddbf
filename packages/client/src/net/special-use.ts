/** Addresses that are not on the public internet (RFC 6890 and its registries): a discovered URL may lead to none of them (S-S2). */
import { BlockList, isIPv4, isIPv6 } from 'node:net';

const V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** Public IPv6 is 2000::/3; within it these are not. Everything outside it is special: mapped, NAT64, unique local, link-local, multicast. */
const V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const;

const special = new BlockList();
for (const [address, prefix] of V4) special.addSubnet(address, prefix, 'ipv4');
for (const [address, prefix] of V6) special.addSubnet(address, prefix, 'ipv6');
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** True for what is no IP address, too: nothing unknown is connected to. */
export function isSpecialUse(address: string): boolean {
  if (isIPv4(address)) return special.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return true;
  return !globalUnicast.check(address, 'ipv6') || special.check(address, 'ipv6');
}

export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}
