import "emnist-edge/element";
import { useState } from "react";

/** A form whose field is filled by hand: no wrapper, attributes and events as of any element. */
export function DrawnField() {
  const [alphabet, setAlphabet] = useState("0-9");
  const [read, setRead] = useState("");
  const [value, setValue] = useState("");
  return (
    <>
      <emnist-pad
        form="drawn"
        name="character"
        alphabet={alphabet}
        required
        onanswer={({ detail }) => setRead(detail.answer.alternatives[0].label)}
        onchange={({ target }) => setValue(target.value)}
      />
      <form id="drawn" onReset={() => setValue("")}>
        <button type="button" onClick={() => setAlphabet("A-Z")}>
          Letters
        </button>
        <button type="reset">Again</button>
        <p id="read">{read}</p>
        <p id="value">{value}</p>
      </form>
    </>
  );
}
