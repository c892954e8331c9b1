import { mount } from "svelte";
import DrawnField from "./DrawnField.svelte";

mount(DrawnField, { target: document.getElementById("root") });
