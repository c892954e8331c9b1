// The languages the site speaks: the one list of them. Another language is one more entry here, and its texts in each
// strings.json. English is built into the pages; the others are fetched when they are wanted.

/** Each with its own name, and the sign that follows a percentage in it, with the space before the sign if it has one. */
export const languages = {
  en: { name: "English", percentSign: "%" },
  de: { name: "Deutsch", percentSign: "\u00a0%" },
  fr: { name: "Français", percentSign: "\u00a0%" },
} as const;

export type Language = keyof typeof languages;

export const isLanguage = (code: string): code is Language => Object.hasOwn(languages, code);
