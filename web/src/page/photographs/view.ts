// What was seen in a photograph, over the photograph: the sheet's outline, the ink that was read, each mark that may be
// meant as a button; and the buttons that turn it and cut it down.

import type { Picture } from "../../core/index.ts";
import type { Region, SeenGlyph } from "../../core/picture-reader.ts";
import { find } from "../../site/find.ts";
import photographStyle from "../style/photograph.css?url";
import type { TextKey, Texts } from "../texts.ts";
import { CropFrame } from "./crop-frame.ts";
import { around, place } from "./regions.ts";

/** How much is left around a character that is cut out, as a share of its size. */
const margin = 0.3;

interface Wishes {
  turn(): void;
  /** In shares of the picture, 0 to 1. */
  crop(region: Region): void;
}

export class PhotographView {
  readonly #texts: Texts;
  readonly #wishes: Wishes;
  readonly #sheet = element("div", "photograph");
  readonly #ink = document.createElement("canvas");
  readonly #marks = element("div", "marks");
  readonly #tools = element("div", "tools photograph-tools");
  readonly #frame: CropFrame;

  constructor(texts: Texts, wishes: Wishes) {
    this.#texts = texts;
    this.#wishes = wishes;
    this.#frame = new CropFrame(texts);
    this.#ink.ariaHidden = "true";
    this.#sheet.append(this.#ink, this.#marks, this.#frame.element);
    this.#tools.setAttribute("role", "toolbar");
    this.#tools.append(
      this.#button("turn", () => this.#wishes.turn()),
      this.#button("crop", () => this.#crop(true)),
      this.#button("cropDone", () => this.#wishes.crop(this.#frame.region)),
      this.#button("cropCancel", () => this.#crop(false)),
    );
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: photographStyle });
    document.head.append(link);
    find("pad").append(this.#sheet);
    find("pad").after(this.#tools);
    texts.whenSpoken(() => {
      this.#tools.ariaLabel = texts.say("photograph");
    });
    this.hide();
  }

  hide(): void {
    this.#sheet.hidden = this.#tools.hidden = true;
  }

  /** `seen` is undefined when nothing was; `changeable` when other parts of it can be looked at. */
  show(picture: Picture, seen: SeenGlyph | undefined, changeable: boolean): void {
    this.#sheet.hidden = false;
    this.#tools.hidden = !changeable;
    const longest = Math.max(picture.width, picture.height);
    this.#sheet.style.width = `${(100 * picture.width) / longest}%`;
    this.#sheet.style.height = `${(100 * picture.height) / longest}%`;
    this.#paint(picture, seen);
    const choices = seen?.several && changeable ? seen.marks : [];
    this.#marks.replaceChildren(...choices.map((mark, index) => this.#mark(mark, picture, index, choices.length)));
    if (choices.length > 0) find("advice").textContent = this.#texts.say("severalInPicture");
    this.#crop(false);
  }

  #paint({ width, height }: Picture, seen: SeenGlyph | undefined): void {
    Object.assign(this.#ink, { width, height });
    const context = this.#ink.getContext("2d");
    if (!context || !seen) return;
    const colour = getComputedStyle(this.#sheet).color;
    const pixels = new ImageData(width, height);
    for (const [index, ink] of seen.ink.entries()) pixels.data[4 * index + 3] = ink;
    context.putImageData(pixels, 0, 0);
    context.globalCompositeOperation = "source-in"; // colours what is there
    context.fillStyle = colour;
    context.fillRect(0, 0, width, height);
    context.globalCompositeOperation = "source-over";
    context.strokeStyle = colour;
    context.lineWidth = Math.max(width, height) / 200;
    context.beginPath();
    for (const [x, y] of seen.sheet) context.lineTo(x, y);
    context.closePath();
    for (const { left, top, right, bottom } of seen.several ? [] : seen.marks.slice(0, 1))
      context.rect(left, top, right - left, bottom - top);
    context.stroke();
  }

  #mark(mark: Region, picture: Picture, index: number, count: number): HTMLButtonElement {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    place(button, {
      left: mark.left / picture.width,
      top: mark.top / picture.height,
      right: mark.right / picture.width,
      bottom: mark.bottom / picture.height,
    });
    button.ariaLabel = this.#texts.say("readThis", { number: index + 1, count });
    button.addEventListener("click", () => this.#wishes.crop(around(mark, picture, margin)));
    return button;
  }

  #crop(cropping: boolean): void {
    const focused = this.#tools.contains(document.activeElement);
    this.#marks.hidden = cropping;
    if (cropping) this.#frame.open();
    else this.#frame.close();
    const [turn, crop, done, cancel] = this.#tools.children as unknown as HTMLButtonElement[];
    for (const button of [turn, crop]) if (button) button.hidden = cropping;
    for (const button of [done, cancel]) if (button) button.hidden = !cropping;
    if (focused) (cropping ? done : crop)?.focus();
  }

  #button(key: TextKey & ("turn" | "crop" | "cropDone" | "cropCancel"), act: () => void): HTMLButtonElement {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    this.#texts.whenSpoken(() => {
      button.textContent = this.#texts.say(key);
    });
    button.addEventListener("click", act);
    return button;
  }
}

function element(name: "div", className: string): HTMLDivElement {
  return Object.assign(document.createElement(name), { className });
}
