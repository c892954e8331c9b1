import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

export default defineConfig({
  plugins: [
    solid({ include: /solid\.jsx$/ }),
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "emnist-pad" } } }),
  ],
});
