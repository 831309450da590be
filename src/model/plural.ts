// English plurals of the words that names are made of. Knows the words that contracts use, not the whole language:
// where it cannot tell, a word counts as plural, so that nobody is told to rename what is right.

/** Singular and plural. */
const IRREGULAR = pairs(
  'addendum addenda, axis axes, bacterium bacteria, cache caches, calf calves, child children, corpus corpora, criterion criteria, ' +
    'datum data, echo echoes, elf elves, embargo embargoes, epoch epochs, erratum errata, foot feet, goose geese, ' +
    'half halves, hero heroes, knife knives, leaf leaves, life lives, loaf loaves, locus loci, man men, ' +
    'matrix matrices, medium media, mouse mice, nucleus nuclei, ox oxen, person people, phenomenon phenomena, ' +
    'potato potatoes, quantum quanta, quiz quizzes, radius radii, schema schemas, self selves, shelf shelves, ' +
    'stimulus stimuli, stratum strata, tax taxes, thief thieves, tomato tomatoes, tooth teeth, ' +
    'vertex vertices, veto vetoes, wife wives, wolf wolves, woman women, simplex simplices',
);
const PLURAL_OF = new Map(IRREGULAR);
const SINGULAR_OF = new Map(
  [...IRREGULAR, ...pairs('index indices, appendix appendices, schema schemata')].map(([one, many]) => [many, one]),
);

/** The same for one and many, or for an amount that nobody counts. */
const UNCOUNTABLE = words(
  'access advice aircraft audio backlog bandwidth chassis content correspondence cors data debris deer env equipment ' +
    'evidence feedback firmware fish furniture hardware help history info information integrity inventory kubernetes ' +
    'kudos logistics luggage machinery mail media metadata middleware money music news offspring padding paperwork ' +
    'personnel police progress provenance research series sheep shipping software spacecraft spam species ' +
    'speech staff storage stuff telemetry text traffic weather',
);

/** Singular, although they end in 's' like a plural. */
const SINGULAR_WITH_S = words('alias atlas bias canvas chaos cosmos gas has lens was');

/** Plural, although they end in 'us' like a singular. */
const PLURAL_WITH_US = words(
  'apus bureaus cpus dpus emus gpus menus mtus npus nus ocpus plateaus skus submenus taus tpus vcpus',
);

/** Endings that only singular words have. */
const SINGULAR_ENDING = /(?:ss|us|ysis|osis|esis|asis|isis|axis|iris)$/;

/** Whether the word stands for several, or for something that has no number. In lower case. */
export function isPlural(word: string): boolean {
  if (UNCOUNTABLE.has(word) || SINGULAR_OF.has(word) || word.endsWith('people')) return true;
  if (!word.endsWith('s') || word.length < 2) return false;
  if (PLURAL_WITH_US.has(word)) return true;
  return !SINGULAR_WITH_S.has(word) && !SINGULAR_ENDING.test(word);
}

export function plural(word: string): string {
  if (isPlural(word)) return word;
  const irregular = PLURAL_OF.get(word);
  if (irregular !== undefined) return irregular;
  if (/(?:ysis|osis|esis|asis|isis)$/.test(word)) return `${word.slice(0, -2)}es`;
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

export function singular(word: string): string {
  const irregular = SINGULAR_OF.get(word);
  if (irregular !== undefined) return irregular;
  if (!isPlural(word) || UNCOUNTABLE.has(word)) return word;
  if (/(?:aly|gno|the|cri)ses$/.test(word)) return `${word.slice(0, -2)}is`;
  if (/[^aeiou]ies$/.test(word) && !/^(?:cook|mov|zomb|self|[ltdp])ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|zz)es$/.test(word) || /(?:[^aoe]us|ias)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

function pairs(list: string): (readonly [string, string])[] {
  return list.split(', ').map((pair) => {
    const [one = '', many = ''] = pair.split(' ');
    return [one, many] as const;
  });
}
