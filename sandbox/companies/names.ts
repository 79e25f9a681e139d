/** Made-up names that stay the same for a company whatever the seed, none twice in one company. */
import { Random } from './random.js';

const FIRST = [
  'Amber',
  'Birch',
  'Cedar',
  'Copper',
  'Coral',
  'Dovetail',
  'Elder',
  'Fern',
  'Flint',
  'Gale',
  'Harrow',
  'Hazel',
  'Heron',
  'Indigo',
  'Ivory',
  'Jasper',
  'Kestrel',
  'Lantern',
  'Linden',
  'Maple',
  'Marlow',
  'Mossy',
  'Nettle',
  'Opal',
  'Otter',
  'Pewter',
  'Quarry',
  'Raven',
  'Rowan',
  'Saffron',
  'Sorrel',
  'Spruce',
  'Thistle',
  'Umber',
  'Velvet',
  'Walnut',
  'Willow',
  'Wren',
  'Yarrow',
  'Zephyr',
];
const SECOND = [
  'Bay',
  'Bend',
  'Bridge',
  'Brook',
  'Cliff',
  'Corner',
  'Creek',
  'Dale',
  'Field',
  'Fork',
  'Gate',
  'Glen',
  'Grove',
  'Harbor',
  'Hill',
  'Hollow',
  'Lake',
  'Lane',
  'Meadow',
  'Mill',
  'Point',
  'Pond',
  'Ridge',
  'River',
  'Row',
  'Shore',
  'Spring',
  'Square',
  'Summit',
  'Vale',
];
const BUSINESS = [
  'Advisors',
  'Assembly',
  'Builders',
  'Catering',
  'Clinic',
  'Collective',
  'Council',
  'Design',
  'Events',
  'Farms',
  'Foods',
  'Foundation',
  'Goods',
  'Group',
  'Homes',
  'Inn',
  'Labs',
  'Market',
  'Media',
  'Partners',
  'Properties',
  'School',
  'Studio',
  'Works',
];
const GIVEN = [
  'Abigail',
  'Adrian',
  'Amira',
  'Andre',
  'Beatriz',
  'Bennett',
  'Carmen',
  'Cyrus',
  'Daria',
  'Devon',
  'Elena',
  'Elliot',
  'Farah',
  'Felix',
  'Greta',
  'Hana',
  'Hugo',
  'Imani',
  'Isaac',
  'Jada',
  'Jonas',
  'Keiko',
  'Kwame',
  'Leila',
  'Lucas',
  'Maren',
  'Mateo',
  'Nadia',
  'Noel',
  'Olive',
  'Omar',
  'Priya',
  'Quinn',
  'Rafael',
  'Rosa',
  'Samir',
  'Selma',
  'Tariq',
  'Tessa',
  'Uma',
  'Victor',
  'Wanda',
  'Xavier',
  'Yusuf',
  'Zoe',
];
const FAMILY = [
  'Abara',
  'Aldous',
  'Barlow',
  'Bergstrom',
  'Castellan',
  'Choi',
  'Dunmore',
  'Eklund',
  'Fairweather',
  'Farouk',
  'Galloway',
  'Haddad',
  'Ibarra',
  'Ingram',
  'Jansen',
  'Kowalski',
  'Lindqvist',
  'Marchetti',
  'Moreau',
  'Nakata',
  'Nwosu',
  'Okafor',
  'Oyelaran',
  'Pemberton',
  'Petrov',
  'Quintero',
  'Rahman',
  'Rossi',
  'Sandoval',
  'Silva',
  'Takeda',
  'Thorne',
  'Ueda',
  'Vasquez',
  'Venkat',
  'Whitlock',
  'Yilmaz',
  'Zielinski',
];

/** Draws from a fixed list of combinations without repeating. */
function* shuffled(first: readonly string[], second: readonly string[], random: Random): Generator<string, never> {
  const used = new Set<string>();
  for (let tries = 0; tries < 100_000; tries += 1) {
    const name = `${random.pick(first)} ${random.pick(second)}`;
    if (used.has(name)) continue;
    used.add(name);
    yield name;
  }
  throw new RangeError('Ran out of names');
}

export class Names {
  private readonly places: Generator<string, never>;
  private readonly people: Generator<string, never>;
  private readonly random: Random;

  /** Names of one company. */
  constructor(realmId: string) {
    this.random = new Random(`names:${realmId}`);
    this.places = shuffled(FIRST, SECOND, this.random);
    this.people = shuffled(GIVEN, FAMILY, this.random);
  }

  person(): string {
    return this.people.next().value;
  }

  business(): string {
    return `${this.places.next().value} ${this.random.pick(BUSINESS)}`;
  }

  vendor(role: string): string {
    return `${this.places.next().value} ${role}`;
  }

  customer(kind: 'businesses' | 'people' | 'mixed'): string {
    if (kind === 'mixed') return this.random.chance(0.5) ? this.person() : this.business();
    return kind === 'people' ? this.person() : this.business();
  }
}

/** What follows the made-up name of a company's bank. */
export const BANK = 'Bank';

/** Whoever owns a company: draws are paid to them. */
export const ownerOf = (realmId: string): string => new Names(`${realmId}:owner`).person();

/** An address in a domain that cannot exist. */
export function emailOf(name: string): string {
  return `${name
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')
    .replace(/^\.|\.$/g, '')}@mail.example`;
}
