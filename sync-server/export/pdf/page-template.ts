/**
 * The page, in the language of Typst. It is the only source that is ever compiled: texts come as JSON in
 * `sys.inputs` and are shown as they are ([DOC643]). Headings, lists, quotes and links are real ones, so that the
 * file is tagged; what stands at the head and foot of a page is not read out with the text.
 */
export const PAGE_TEMPLATE = String.raw`
#let page-data = json(bytes(sys.inputs.page))
#let words = page-data.words
#let figures = page-data.digits.clusters()
// A number in the digits of the document.
#let counted(number) = str(number).clusters().map(figure => figures.at(int(figure))).join()
#let ink = rgb("#1c1b19")
#let faint = rgb("#5d594f")
#let rule-ink = rgb("#b9b3a6")
#let size = if page-data.large { 19pt } else { 13pt }
#let aside = if page-data.large { 14pt } else { 9pt }
#let looks = ((1.45em, 700), (1.2em, 700), (1.05em, 700))

#set document(title: page-data.title, date: none)
#set text(
  font: "Amiri", fallback: false, lang: page-data.language, region: if page-data.language == "ar" { "SY" },
  dir: if page-data.ltr { ltr } else { rtl },
  // What is kerned between Arabic letters comes back out of the file in pieces.
  size: size, fill: ink, hyphenate: false, kerning: page-data.ltr,
)
#set par(
  leading: (if page-data.large { 1em } else { 0.9em }) - if page-data.ltr { 0.15em } else { 0em },
  spacing: if page-data.ltr { 1.4em } else { 1.55em },
)
#set page(
  paper: "a4",
  margin: (x: 2.2cm, top: 2.7cm, bottom: 2.3cm),
  header: {
    set text(size: aside, fill: faint)
    set par(leading: 0.6em, spacing: 0.6em)
    grid(
      columns: (1fr, auto), column-gutter: 1.5em,
      align: (start + bottom, end + bottom),
      text(weight: 700, page-data.title), page-data.about,
    )
    line(length: 100%, stroke: 0.5pt + rule-ink)
  },
  footer: context {
    set align(center)
    set text(size: aside, fill: faint)
    [#words.page #counted(counter(page).get().first()) #words.of #counted(counter(page).final().first())]
  },
)

#let upright(it) = text(style: "normal", weight: 700, it.body)
#let way(is-ltr) = if is-ltr { ltr } else { rtl }
#show heading: set text(size: 1em)
#show heading: it => block(above: 1.9em, below: 1.05em, sticky: true, width: 100%, {
  set par(leading: if page-data.ltr { 0.5em } else { 0.7em })
  it.body
})
// Latin letters slant, in a text that is written in them; Arabic ones never do.
#show emph: it => if page-data.ltr { context if text.dir == ltr { it } else { upright(it) } } else { upright(it) }
#show quote.where(block: true): it => context {
  let side = if text.dir == ltr { "left" } else { "right" }
  block(
    width: 100%, above: 1.25em, below: 1.25em,
    inset: ((side): 1em), stroke: ((side): 2pt + rule-ink), it.body,
  )
}
#set underline(offset: 0.28em, evade: false, stroke: 0.06em)
#set list(marker: [•], tight: false, body-indent: 0.6em, spacing: 1.2em)
#set enum(tight: false, body-indent: 0.6em, spacing: 1.2em)

#let inserted(body) = text(fill: rgb("#1d5e3a"), underline(stroke: 0.09em + rgb("#1d5e3a"), body))
#let deleted(body) = text(fill: rgb("#8d2626"), strike(stroke: 0.07em + rgb("#8d2626"), body))
#let changed(body) = highlight(fill: rgb("#fbeec4"), top-edge: "ascender", bottom-edge: "descender", body)

// Behind it what stands in a line goes on in the direction of the line, whatever stood before.
#let turned(is-ltr) = if is-ltr { "\u{200e}" } else { "\u{200f}" }

// A full stop by itself is drawn as an Arabic one, unless it is told that it is none.
#let arabic = regex("\p{Arabic}")
#let latin(words) = if page-data.ltr and not words.contains(arabic) { text(script: "latn", words) } else { [#words] }

#let piece(it, is-ltr) = {
  if "end" in it { return linebreak() }
  if "turn" in it { return turned(is-ltr) }
  if "who" in it { return super(text(fill: faint, weight: 400, "[" + it.who + "]")) }
  if "note" in it {
    return super(link(label("discussion-" + str(it.note)), text(fill: rgb("#14507a"), weight: 700, "(" + it.number + ")")))
  }
  let body = latin(it.text)
  if "under" in it { body = underline(body) }
  if "emph" in it { body = emph(body) }
  if "bold" in it { body = strong(delta: 300, body) }
  if "href" in it { body = link(it.href, text(fill: rgb("#14507a"), body)) }
  if "changed" in it { body = changed(body) }
  if "inserted" in it { body = inserted(body) }
  if "deleted" in it { body = deleted(body) }
  body
}

#let line-of(it) = {
  set align(center) if it.align == "center"
  set align(end) if it.align == "end"
  set par(justify: true) if it.align == "justify"
  par(it.pieces.map(one => piece(one, it.ltr)).join())
}

#let indented(steps, is-ltr, body) = {
  if steps == 0 { body } else if is-ltr { pad(left: steps * 1.6em, body) } else { pad(right: steps * 1.6em, body) }
}

#let list-of(it) = indented(it.indent, it.ltr, {
  set text(dir: way(it.ltr)) if it.ltr != page-data.ltr
  set par(spacing: 1.2em)
  let body(item) = {
    if item.pieces.len() > 0 { line-of(item) }
    for inner in item.lists { list-of(inner) }
  }
  if it.ordered { enum(numbering: n => latin(it.items.at(n - 1).number + "."), ..it.items.enumerate().map(((at, item)) => enum.item(at + 1, body(item)))) } else { list(..it.items.map(body)) }
})

#let block-of(it) = {
  if it.kind == "blank" { return v(1em) }
  if it.kind == "list" { return list-of(it) }
  indented(it.indent, it.ltr, {
    set text(dir: way(it.ltr), kerning: page-data.ltr and it.ltr) if it.ltr != page-data.ltr
    if it.kind == "heading" {
      let (look, weight) = looks.at(it.level - 1)
      set align(center) if it.align == "center"
      set align(end) if it.align == "end"
      set text(size: look, weight: weight)
      heading(level: it.depth, it.pieces.map(one => piece(one, it.ltr)).join())
    } else if it.kind == "quote" { quote(block: true, line-of(it)) } else { line-of(it) }
  })
}

#if page-data.proposers != none {
  block(width: 100%, below: 2em, inset: 0.8em, stroke: 0.5pt + rule-ink, {
    set text(size: 0.8em)
    set par(leading: 0.7em, spacing: 0.8em)
    if page-data.comparison == none { par(strong(words.legend)) } else {
      par(strong(words.differences))
      par[#words.from #page-data.comparison.from]
      par[#words.to #page-data.comparison.to]
    }
    par[#inserted(words.inserted)#h(1.5em)#deleted(words.deleted)#h(1.5em)#changed(words.changed)]
    if page-data.proposers.len() > 0 {
      par({
        words.by
        for (index, name) in page-data.proposers.enumerate() { [ \[#counted(index + 1)\] #name#if index + 1 < page-data.proposers.len() [#words.comma#turned(page-data.ltr)]] }
      })
    }
  })
}

#for it in page-data.blocks { block-of(it) }

#if page-data.discussions.len() > 0 {
  block(width: 100%, above: 2.6em, below: 1.2em, inset: (top: 1em), stroke: (top: 0.8pt + rule-ink), sticky: true, {
    set text(size: looks.at(1).at(0), weight: 700)
    heading(level: 1, words.discussions)
  })
  set text(size: 0.85em)
  set par(leading: 0.75em, spacing: 0.8em)
  for it in page-data.discussions {
    let head = {
      strong("(" + it.number + ")")
      [ ]
      if it.quote == "" { words.onAll } else { words.quoteOpens + it.quote + words.quoteCloses }
      if it.resolved { [ — #words.resolved] }
    }
    block(width: 100%, above: 1.4em, below: 0.8em, sticky: true)[#par(text(fill: faint, head)) #label("discussion-" + str(it.id))]
    // One indent for all of them: each takes Typst a time of its own.
    pad(..if page-data.ltr { (left: 1.4em) } else { (right: 1.4em) }, for said in it.comments {
      let head = { strong(said.by); text(fill: faint, " ·" + turned(page-data.ltr) + " " + said.day) }
      let lines = said.lines.join(linebreak())
      if said.ltr == page-data.ltr { par({ head; linebreak(); lines }) } else {
        par(head)
        set text(dir: way(said.ltr))
        par(lines)
      }
    })
  }
}

#if page-data.certificate != none {
  let it = page-data.certificate
  pagebreak()
  v(1.5em)
  {
    set text(size: looks.at(0).at(0), weight: 700)
    heading(level: 1, words.final)
  }
  let fact(name, value) = {
    block(above: 1.7em, below: 0.7em, text(size: 0.85em, fill: faint, name))
    block(above: 0.7em, below: 1.7em, width: 100%, value)
  }
  fact(words.finalTitle, strong(page-data.title))
  fact(words.finalSince, it.moment)
  fact(words.version, it.version)
  // Read from left to right, at the side at which their names begin.
  let latin(size, body) = context {
    let side = if text.dir == ltr { left } else { right }
    set text(dir: ltr, size: size)
    align(side, body)
  }
  // One paragraph, so that whoever copies the hash copies all of it; in lines of as many groups.
  let rows = it.groups.chunks(if page-data.large { 4 } else { 8 })
  fact(words.hash, latin(0.9em, rows.map(row => row.join(" ")).join(linebreak())))
  fact(words.check, latin(if page-data.large { 0.75em } else { 0.9em }, link(it.address, it.address)))
  v(1em)
  align(center, image(bytes(it.code), format: "svg", width: 3.6cm, alt: words.code))
}
`
