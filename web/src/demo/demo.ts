// The demo: a name on a form, a letter to practise, a code in a form, a word in a frame. Each exhibit is what an adopter would write.

import { english, translations } from "strings:demo";
import "../widget/element.ts";
import { find } from "../site/find.ts";
import { connectLanguage } from "../site/language.ts";
import { PadFrame } from "../widget/host.ts";
import { Wording } from "../words/wording.ts";

const texts = new Wording({ english, translations });
connectLanguage(texts);
signIn();
practise();
enterCode();
showName();

function signIn(): void {
  import("../widget/line/site-element.ts"); // nobody waits for it
  const [input, hand] = [find<HTMLInputElement>("name"), find("hand")];
  const greet = () => {
    const name = input.value.trim();
    find("name-verdict").textContent = name && texts.say("nameRead", { name });
  };
  input.addEventListener("input", greet);
  texts.whenSpoken(() => {
    hand.lang = texts.language;
    greet();
  });
}

function practise(): void {
  const letters = "ABDEFGHKMNPRSTWY";
  const pad = find<HTMLElementTagNameMap["emnist-pad"]>("letter");
  const verdict = find("letter-verdict");
  let letter = "G";

  const ask = () => {
    find("task").textContent = texts.say("letterTask", { letter });
    judge();
  };
  const judge = () => {
    const read = pad.value;
    const right = read.toUpperCase() === letter;
    verdict.textContent = read && texts.say(right ? "letterRight" : "letterWrong", { letter, read });
    verdict.classList.toggle("right", right);
  };
  pad.addEventListener("inkchange", () => {
    verdict.textContent = "";
  });
  pad.addEventListener("change", judge);
  find("another").addEventListener("click", () => {
    const others = letters.replace(letter, "");
    letter = others[Math.floor(Math.random() * others.length)] ?? "G";
    pad.clear();
    ask();
  });
  texts.whenSpoken(() => {
    pad.lang = texts.language;
    ask();
  });
}

function enterCode(): void {
  const form = find<HTMLFormElement>("door");
  const pad = find<HTMLElementTagNameMap["emnist-pad"]>("code");
  const verdict = find("code-verdict");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const entry = new URLSearchParams(Object.entries(Object.fromEntries(new FormData(form))) as [string, string][]);
    verdict.textContent = texts.say("sent", { entry: String(entry) });
  });
  for (const type of ["reset", "input"] as const)
    (type === "reset" ? form : pad).addEventListener(type, () => {
      verdict.textContent = "";
    });
  texts.whenSpoken(() => {
    pad.lang = texts.language;
  });
}

function showName(): void {
  const frame = find<HTMLIFrameElement>("frame");
  frame.src = `/embed.html?length=8&alphabet=A-Z&origins=${origin}`;
  find("origin").textContent = origin;
  const pad = new PadFrame(frame).on("answer", ({ value }) => {
    find("word").textContent = value;
  });
  texts.whenSpoken(() => pad.configure({ language: texts.language }));
}
