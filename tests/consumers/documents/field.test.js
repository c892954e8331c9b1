// What a consumer's own tests do in a document without a browser.
import { createRecognizer } from "emnist-edge";
import "emnist-edge/element";
import "emnist-edge/line-element";
import { expect, test } from "vitest";

test("a character is read", async () => {
  const recognizer = await createRecognizer();
  // biome-ignore format: three strokes
  const strokes = [[[0, 0], [0, 10]], [[0, 5], [6, 5]], [[6, 0], [6, 10]]];
  expect(recognizer.recognize(strokes, { alphabet: "A-Z" }).alternatives[0].label).toBe("H");
  recognizer.dispose();
});

test("where fields cannot be defined, the element is one that nobody knows", () => {
  document.body.innerHTML =
    '<emnist-line></emnist-line><form><label>Code <emnist-pad name="code" length="3"></emnist-pad></label></form>';
  const pad = document.querySelector("emnist-pad");
  let value = "";
  document.querySelector("form").addEventListener("input", ({ target }) => {
    value = target.value;
  });
  pad.value = "123";
  pad.dispatchEvent(new Event("input", { bubbles: true }));
  expect(value).toBe("123");
  for (const name of ["emnist-pad", "emnist-line"]) expect(customElements.get(name)).toBeUndefined();
});
