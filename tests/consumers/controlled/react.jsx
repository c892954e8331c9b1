import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

function Controlled() {
  const [value, setValue] = useState("");
  return (
    <>
      <emnist-pad length={2} alphabet="A-Z" value={value} onInput={({ target }) => setValue(target.value)} />
      <output>{value}</output>
      <button type="button" onClick={() => setValue("X")}>
        X
      </button>
    </>
  );
}

createRoot(document.getElementById("react")).render(
  <StrictMode>
    <Controlled />
  </StrictMode>,
);
