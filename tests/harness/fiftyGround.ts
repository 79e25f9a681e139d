interface FiftyGround {
  /** Name of the database to clone. */
  readonly template: string;
  /** The stand-in's address. */
  readonly sandbox: string;
  /** Folder of the stand-in's journal files. */
  readonly companies: string;
  /** Environment of a product process on these books, but for its database and its port. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Where the fifty synced companies are, as the run's set-up left them. */
export function fiftyGround(): FiftyGround {
  const text = process.env.RUNWAY_TEST_FIFTY;
  if (!text)
    throw new Error('The fifty companies are not synced: run `npm test`, or jest with "fifty" in its pattern.');
  return JSON.parse(text) as FiftyGround;
}
