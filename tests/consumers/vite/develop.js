// The development server of the package of Vite that is named: says where it is, ends with its standard input.
const { createServer } = await import(process.argv[2]);

const server = await createServer({ logLevel: "error" });
await server.listen();
console.log(server.resolvedUrls.local[0]);
process.stdin.on("end", () => server.close()).resume();
