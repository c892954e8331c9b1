import { createApp, h } from "vue";
import DrawnField from "./DrawnField.vue";
import WrittenInput from "./WrittenInput.vue";

createApp({ render: () => [h(DrawnField), h(WrittenInput)] }).mount("#root");
