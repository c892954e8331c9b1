// The demo: a name on a form, a code at a door, a lesson in spelling, and under each what an adopter would write.

import { english, translations } from "strings:demo";
import "../widget/element.ts";
import { find } from "../site/find.ts";
import { connectLanguage } from "../site/language.ts";
import { Wording } from "../words/wording.ts";
import { offerCopies } from "./samples.ts";

const texts = new Wording({ english, translations });
connectLanguage(texts);
import("../widget/line/site-element.ts"); // nobody waits for it
signIn();
openDoor();
practise();
offerCopies(texts);

type Pad = HTMLElementTagNameMap["emnist-pad"];

/** Elements speak the page's language. */
function speak(...elements: readonly HTMLElement[]): void {
  texts.whenSpoken(() => {
    for (const element of elements) element.lang = texts.language;
  });
}

/** Says in `verdict` what `form` would send, until it is changed. */
function sendTo(form: HTMLFormElement, verdict: HTMLElement): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const entries = Object.fromEntries(new FormData(form)) as Record<string, string>;
    verdict.textContent = texts.say("sent", { entry: String(new URLSearchParams(entries)) });
    form.classList.add("sent");
  });
  for (const type of ["reset", "input"] as const)
    form.addEventListener(type, () => {
      verdict.textContent = "";
      form.classList.remove("sent");
    });
}

function signIn(): void {
  const form = find<HTMLFormElement>("guest");
  const verdict = find("name-verdict");
  sendTo(form, verdict);
  form.addEventListener("input", () => {
    const name = String(new FormData(form).get("name") ?? "").trim();
    verdict.textContent = name && texts.say("welcome", { name });
  });
  speak(find("name"), find("city-hand"));
}

function openDoor(): void {
  sendTo(find<HTMLFormElement>("door"), find("door-verdict"));
  speak(find("code"));
}

function practise(): void {
  const lessons = ["sun", "moon", "house", "fish"] as const;
  const pad = find<Pad>("word");
  const show = find("show");
  const verdict = find("lesson-verdict");
  let lesson = 0;

  const ask = () => {
    const shown = lessons[lesson] ?? "sun";
    for (const picture of lessons) document.getElementById(picture)?.toggleAttribute("hidden", picture !== shown);
    const word = texts.say(shown);
    document.getElementById("picture")?.setAttribute("aria-label", word);
    pad.clear();
    pad.length = word.length;
    guide(false);
    judge();
  };
  /** Lays the word's letters under the ink, or takes them away. */
  const guide = (shown: boolean) => {
    show.ariaPressed = String(shown);
    pad.guide = shown ? texts.say(lessons[lesson] ?? "sun") : "";
  };
  const judge = () => {
    const word = texts.say(lessons[lesson] ?? "sun");
    const wrong = [...pad.value].findIndex((letter, place) => letter !== " " && letter !== word[place]);
    const right = pad.value === word;
    verdict.classList.toggle("right", right);
    verdict.textContent =
      wrong >= 0
        ? texts.say("lessonWrong", { letter: pad.value[wrong] ?? "", place: String(wrong + 1) })
        : right
          ? texts.say("lessonRight", { word })
          : "";
  };
  pad.addEventListener("change", judge);
  show.addEventListener("click", () => guide(show.ariaPressed !== "true"));
  find("another").addEventListener("click", () => {
    lesson = (lesson + 1) % lessons.length;
    ask();
  });
  texts.whenSpoken(ask);
  speak(pad);
}
