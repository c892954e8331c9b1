import { createSignal } from "solid-js";
import { render } from "solid-js/web";

function Controlled() {
  const [value, setValue] = createSignal("");
  return (
    <>
      <emnist-pad length={2} alphabet="A-Z" value={value()} onInput={({ target }) => setValue(target.value)} />
      <output>{value()}</output>
      <button type="button" onClick={() => setValue("X")}>
        X
      </button>
    </>
  );
}

render(() => <Controlled />, document.getElementById("solid"));
