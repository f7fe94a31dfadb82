// What node itself or a dotenv package makes of a text: a line with a JSON string in, a line with an object out.
// node dotenv.js [PATH OF A DOTENV PACKAGE]
const parse = process.argv[2] ? require(process.argv[2]).parse : require('util').parseEnv;
require('readline').createInterface({ input: process.stdin }).on('line', line => {
  console.log(JSON.stringify({ ...parse(JSON.parse(line)) }));
});
