import "emnist-edge/line-element";
import { useState } from "react";

/** An input that React controls, written by hand as well: it gets what it would get from a keyboard. */
export function WrittenInput() {
  const [name, setName] = useState("");
  return (
    <section>
      <input id="name" aria-label="Name" value={name} onChange={({ target }) => setName(target.value.toLowerCase())} />
      <emnist-line htmlFor="name" />
      <p id="greeting">{name && `Hello, ${name}!`}</p>
    </section>
  );
}
