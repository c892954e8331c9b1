import { renderToString } from "react-dom/server";
import { DrawnField } from "./drawn-field.jsx";

console.log(renderToString(<DrawnField />));
