import { isIPv6 } from 'node:net';

const GROUPS = 8;
/** A network of 64 bits is the least that is given to one household or machine, which may use every address of it. */
const OF_ONE_NETWORK = 4;

/** What an address counts as where calls are counted: an IPv4 address itself, an IPv6 address as its network of 64 bits. */
export function countedAs(address: string): string {
  if (!isIPv6(address)) return address;
  const [before = '', after] = address.split('::');
  const head = groupsOf(before);
  const tail = groupsOf(after ?? '');
  const left = Array.from({ length: GROUPS - head.length - tail.length }, () => '0');
  const network = [...head, ...left, ...tail].slice(0, OF_ONE_NETWORK);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** The groups of a part of an address; an IPv4 address at its end stands for two, and never for one of the network's. */
function groupsOf(part: string): string[] {
  return part === '' ? [] : part.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));
}
