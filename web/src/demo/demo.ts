import "../embed/element.ts";
