// Reads [{language, text}] as JSON from standard input, writes of each text the names that the
// recogniser finds: [{kind, start, name}], `start` counted in UTF-16 units as JavaScript does.
import { readFileSync } from 'node:fs'
import english from 'compromise'
import german from 'de-compromise'
import french from 'fr-compromise'

const READERS = { en: english, de: german, fr: french }
const TAGS = { Organization: 'organisation', Place: 'place' }
const AROUND = /^[\s\p{P}]+|[\s\p{P}]+$/gu

function names({ language, text }) {
  const read = READERS[language](text)
  return Object.entries(TAGS).flatMap(([tag, kind]) =>
    read.match(`#${tag}+`).json({ offset: true }).map((found) => {
      const name = text.substr(found.offset.start, found.offset.length).replace(AROUND, '')
      return { kind, name, start: text.indexOf(name, found.offset.start) }
    }),
  )
}

const posts = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(posts.map(names)))
