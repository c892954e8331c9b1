// The development server: says where it is, ends with its standard input.
import { createServer } from "vite";

const server = await createServer();
await server.listen();
console.log(server.resolvedUrls.local[0]);
process.stdin.on("end", () => server.close()).resume();
