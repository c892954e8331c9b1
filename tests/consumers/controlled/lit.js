import { html, render } from "lit";

const root = document.getElementById("lit");

function show(value) {
  render(
    html`<emnist-pad length="2" alphabet="A-Z" .value=${value} @input=${({ target }) => show(target.value)}></emnist-pad>
      <output>${value}</output>
      <button @click=${() => show("X")}>X</button>`,
    root,
  );
}

show("");
