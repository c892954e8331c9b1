import { createRecognizer } from "emnist-edge";
import { StrictMode, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { DrawnField } from "./drawn-field.jsx";
import { WrittenInput } from "./written-input.jsx";

/** A pad that reads what is drawn on it when the pen is lifted. */
function Pad() {
  const [recognizer, setRecognizer] = useState();
  const [answer, setAnswer] = useState();
  const strokes = useRef([]);

  useEffect(() => {
    let gone = false;
    let made;
    createRecognizer().then((recognizer) => {
      if (gone) return recognizer.dispose();
      made = recognizer;
      setRecognizer(recognizer);
    });
    return () => {
      gone = true;
      made?.dispose();
    };
  }, []);

  const point = (event) => [event.clientX, event.clientY];
  return (
    <div
      id="pad"
      role="application"
      aria-label="Pad"
      data-ready={recognizer !== undefined}
      style={{ width: 300, height: 300, background: "#eee" }}
      onMouseDown={(event) => strokes.current.push([point(event)])}
      onMouseMove={(event) => event.buttons === 1 && strokes.current.at(-1)?.push(point(event))}
      onMouseUp={() => setAnswer(recognizer.recognize(strokes.current, { alphabet: "A-Z" }))}
    >
      <output>{answer?.alternatives[0].label}</output>
    </div>
  );
}

createRoot(document.getElementById("root")).render(
  <StrictMode>
    <Pad />
    <DrawnField />
    <WrittenInput />
  </StrictMode>,
);
