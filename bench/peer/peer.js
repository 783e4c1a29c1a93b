// peer.js -- @microsoft/recognizers-text-suite over the same reports, one paragraph a call.
//
//   node peer.js MODULES BYTES SECONDS FILE...
//
// It offers no Vietnamese; German writes its numbers the same way (1.234,5), so its number
// model meets the same figures. Stops at BYTES or after SECONDS, and prints what it was given.
'use strict';
const fs = require('fs');
const path = require('path');
const suite = '@microsoft/recognizers-text-suite';
const [modules, bytes, seconds, ...files] = process.argv.slice(2);
const peer = require(path.join(modules, suite));
const { version } = require(path.join(modules, suite, 'package.json'));

const paragraphs = files.flatMap((file) => fs.readFileSync(file, 'utf8').split('\n'));
peer.recognizeNumber('1.234,5', peer.Culture.German);       // its tables are made on first use

const used = process.cpuUsage();
const from = process.hrtime.bigint();
const spent = () => Number(process.hrtime.bigint() - from) / 1e9;
let given = 0, numbers = 0;
for (const text of paragraphs) {
    if (given >= Number(bytes) || spent() >= Number(seconds))
        break;
    numbers += peer.recognizeNumber(text, peer.Culture.German).length;
    given += Buffer.byteLength(text) + 1;
}
const took = spent();
const { user, system } = process.cpuUsage(used);
const speed = (seconds) => `${(given / 1e6 / seconds).toFixed(3)} MB/s`;
console.log(`peer: ${(given / 1e6).toFixed(2)} MB, ${numbers} numbers, ${took.toFixed(2)} s, ` +
            `${speed(took)}, ${speed((user + system) / 1e6)} of the processor ` +
            `(${suite} ${version}, numbers, German)`);
