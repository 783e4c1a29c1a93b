/* validate.js -- holds SARIF logs to the schema of 2.1.0.
 *
 *   node validate.js NODE_MODULES LOG...
 *
 * Prints what is wrong, a line each; ends with 1 when there is anything. */
'use strict'
const fs = require('fs')
const path = require('path')

const modules = process.argv[2]
const Ajv = require(path.join(modules, 'ajv'))
const schema = path.join(modules, '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
const ajv = new Ajv({ allErrors: true, unknownFormats: 'ignore', schemaId: 'id',
                      logger: false })
ajv.addMetaSchema(require(path.join(modules, 'ajv/lib/refs/json-schema-draft-04.json')))
const valid = ajv.compile(JSON.parse(fs.readFileSync(schema, 'utf8')))

let wrong = 0
for (const log of process.argv.slice(3)) {
    if (valid(JSON.parse(fs.readFileSync(log, 'utf8')))) continue
    for (const e of valid.errors) console.log(`${log}: ${e.dataPath} ${e.message}`)
    wrong++
}
process.exit(wrong ? 1 : 0)
