import { createApp } from "vue";
import DrawnField from "./DrawnField.vue";

createApp(DrawnField).mount("#root");
