// A field whose value is the page's state, written back on every input, in each framework's own way.
import "emnist-edge/element";
import { createApp } from "vue";
import "./lit.js";
import "./react.jsx";
import "./solid.jsx";
import ControlledField from "./ControlledField.vue";
import ModelField from "./ModelField.vue";

createApp(ControlledField).mount("#vue");
createApp(ModelField).mount("#vue-model");
