// Whether what a field holds is what its form wants, as any field judges it. Knows no element.

/** What says what is wrong: a pad's words, or those of a field for lines. */
interface Texts {
  say(
    key: "missing" | "missingSome" | "mismatch" | "unsure",
    values?: Readonly<Record<string, string | number>>,
  ): string;
}

export interface Demands {
  readonly required: boolean;
  /** Fewer characters are too short, more are too long; none is only missing. */
  readonly least: number;
  readonly most: number;
  readonly pattern: string | undefined;
  /** What the page itself finds wrong; "" for nothing. */
  readonly custom: string;
  /** A character that the recogniser is not sure of is not enough. */
  readonly sureOnly: boolean;
}

export interface Held {
  readonly value: string;
  /** Characters that are there. */
  readonly filled: number;
  readonly sure: boolean;
}

/** The flags that are set, and what to tell the visitor; undefined when all is well. */
export function judge(
  { value, filled, sure }: Held,
  demands: Demands,
  texts: Texts,
): { readonly flags: ValidityStateFlags; readonly message: string } | undefined {
  const { required, least, most, pattern, custom, sureOnly } = demands;
  const flags = {
    customError: custom !== "" || (sureOnly && !sure),
    valueMissing: required && filled === 0,
    tooShort: filled > 0 && filled < least,
    tooLong: filled > most,
    patternMismatch: filled > 0 && !matches(value, pattern),
  };
  if (!Object.values(flags).includes(true)) return undefined;
  return { flags, message: custom || said() };

  function said(): string {
    if (flags.valueMissing || flags.tooShort || flags.tooLong) {
      const length = flags.tooLong ? most : Math.max(1, least);
      return length === 1 ? texts.say("missing") : texts.say("missingSome", { length, count: filled });
    }
    return flags.patternMismatch ? texts.say("mismatch") : texts.say("unsure", { answer: value });
  }
}

/** As browsers do it: the whole value, and a pattern that is none is no demand. */
function matches(value: string, pattern: string | undefined): boolean {
  if (!pattern) return true;
  try {
    return new RegExp(`^(?:${pattern})$`, "v").test(value);
  } catch {
    return true;
  }
}
