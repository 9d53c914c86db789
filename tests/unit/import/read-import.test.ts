import { describe, expect, it } from 'vitest'
import { MAX_IMPORT_BYTES } from '../../../sync-server/import/imported.ts'
import { codes, imported, outline, refused } from './support.ts'

describe('the bytes of a file', () => {
  const sentence = 'الماء حقّ مشترك'

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${sentence}`, 'utf8'), []],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${sentence}`, 'utf16le'), ['encoding']],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${sentence}`, 'utf16le').swap16(), ['encoding']],
    ['UTF-16 LE without', Buffer.from(sentence, 'utf16le'), ['encoding']],
    ['UTF-16 BE without', Buffer.from(sentence, 'utf16le').swap16(), ['encoding']],
  ])('[SCH25] %s is read', (_, bytes, warnings) => {
    const read = imported('نص.txt', bytes)
    expect(outline(read)).toEqual([`p ${sentence}`])
    expect(codes(read)).toEqual(warnings)
  })

  it('[SCH25] what is no UTF is read as Windows-1256', () => {
    const read = imported('a.txt', new Uint8Array([0xe3, 0xd1, 0xcd, 0xc8, 0xc7, 0x20, 0xc8, 0xdf, 0xe3]))
    expect(outline(read)).toEqual(['p مرحبا بكم'])
    expect(read.warnings).toEqual([{ code: 'encoding', detail: 'windows-1256', count: 1 }])
  })

  it.each([
    ['empty', 'a.txt', new Uint8Array(0), 'empty'],
    ['blank', 'a.md', ' \n\n\t', 'empty'],
    ['only left-out content', 'a.html', '<script>x</script><img src=x>', 'empty'],
    ['a zip', 'a.txt', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), 'binary'],
    ['a PDF', 'a.html', '%PDF-1.7 …', 'binary'],
    ['random bytes', 'a.txt', new Uint8Array(4000).map((_, index) => (index * 37) % 256), 'binary'],
    ['an unknown kind', 'a.exe', 'x', 'unknown-format'],
    ['no extension', 'text', 'x', 'unknown-format'],
    ['too large', 'a.txt', new Uint8Array(MAX_IMPORT_BYTES + 1).fill(65), 'too-large'],
    ['too many blocks', 'a.md', 'س\n\n'.repeat(20_001), 'too-many-blocks'],
    ['broken JSON', 'a.json', '{"type":', 'not-json'],
    ['other JSON', 'a.json', '{"a": 1}', 'not-our-json'],
  ])('[SCH20] a file that is %s gets a plain reason', (_, filename, content, reason) => {
    expect(refused(filename, content)).toBe(reason)
  })
})

describe('plain text', () => {
  it('[SCH25] lines cut at a width become paragraphs, and the joining is told', () => {
    const read = imported(
      'a.txt',
      [
        'اجتمعت اللجنة في قاعة البلدية لتنظر في أمر القناة القديمة التي',
        'انقطع عنها الماء منذ الخريف، واستمعت إلى شهادة المزارعين الذين',
        'جاؤوا من القرى الأربع.',
        'ثم اتفق الحاضرون على أن يبدأ العمل في إصلاح القناة قبل موسم',
        'المطر، وأن تُوزَّع الكلفة على البيوت بحسب مساحة الأرض لا بحسب',
        'عدد السكان.',
      ].join('\n'),
    )
    expect(outline(read)).toHaveLength(2)
    expect(outline(read)[1]).toMatch(/^p ثم اتفق .* السكان\.$/u)
    expect(read.warnings).toEqual([{ code: 'lines-joined', count: 4 }])
  })

  it('[SCH25] lines of their own stay paragraphs', () => {
    const read = imported('a.txt', 'سطر أول.\n\nسطر ثانٍ أطول قليلاً.\nسطر ثالث.')
    expect(outline(read)).toEqual(['p سطر أول.', 'p سطر ثانٍ أطول قليلاً.', 'p سطر ثالث.'])
  })

  it.each([
    ['1- أول', '2- ثانٍ'],
    ['1. أول', '2. ثانٍ'],
    ['١) أول', '٢) ثانٍ'],
    ['(١) أول', '(٢) ثانٍ'],
    ['-1 أول', '-2 ثانٍ'],
    ['أول  -1', 'ثانٍ  -2'],
    ['١-أول', '٢-ثانٍ'],
  ])('[SCH25] %s, %s are numbered items', (one, two) => {
    expect(outline(imported('a.txt', `${one}\n${two}`))).toEqual(['# أول', '# ثانٍ'])
  })

  it.each(['• بند', '- بند', '– بند', '* بند', '●بند'])('[SCH25] %s is an item with a bullet', (line) => {
    expect(outline(imported('a.txt', line))).toEqual(['- بند'])
  })

  it.each(['2016-2020 سنوات الجفاف.', '3.5 ملايين نسمة.', '12-15 شخصاً.', '7. سابعاً بلا ما قبله.', 'ك2 2020'])(
    '[SCH25] %s is a sentence, no item',
    (line) => {
      expect(outline(imported('a.txt', line))).toEqual([`p ${line}`])
    },
  )

  it('[SCH25] a list that goes on after a paragraph continues its numbers', () => {
    expect(outline(imported('a.txt', '1. أول\n2. ثانٍ\n\nفقرة بينهما.\n\n3. ثالث'))).toEqual([
      '# أول',
      '# ثانٍ',
      'p فقرة بينهما.',
      '#… ثالث',
    ])
  })

  it('[SCH25] a short line without closing punctuation before a paragraph is a heading', () => {
    expect(outline(imported('a.txt', 'ما نراه\n\nنرى أن الماء حق للجميع وأن حفظه واجب.'))).toEqual([
      'h1 ما نراه',
      'p نرى أن الماء حق للجميع وأن حفظه واجب.',
    ])
  })

  it('[SCH25] text in the order of a PDF reader is warned of and kept', () => {
    const lines = [
      ' .للبلدية قدّم أعضاء اللجنة تقريرهم الأول إلى المجلس',
      '،وفي الختام شكر الرئيس جميع الحاضرين على حضورهم ة الكبير',
      ' : البنود التي نوقشت في الجلسةWMGوقد شارك فريق',
    ]
    const read = imported('a.txt', lines.join('\n\n'))
    expect(codes(read)).toContain('looks-like-damaged-pdf')
  })

  it('[DIR5] a line of Latin letters is left to right', () => {
    expect(
      imported('a.txt', 'The group met.\n\nاجتمعت المجموعة.').blocks.map((block) => block.attrs.dir),
    ).toEqual(['ltr', null])
  })
})

describe('markdown', () => {
  it('[SCH23] keeps headings, nested lists with their numbers, quotes and paragraphs', () => {
    const read = imported(
      'a.md',
      '# عنوان\n\nفقرة\nعلى سطرين\n\n1. أول\n   - فرعي\n     1. أعمق\n2. ثانٍ\n\nبين\n\n3. ثالث\n\n> اقتباس\n\n##### صغير',
    )
    expect(outline(read)).toEqual([
      'h1 عنوان',
      'p فقرة على سطرين',
      '# أول',
      ' - فرعي',
      '  # أعمق',
      '# ثانٍ',
      'p بين',
      '#… ثالث',
      'q اقتباس',
      'h3 صغير',
    ])
    expect(read.warnings).toEqual([])
  })

  it('[SCH23] keeps emphasis, links and line breaks, and drops unsafe addresses', () => {
    const read = imported(
      'a.md',
      '**غليظ** *مائل* <u>خط</u> [موقع](https://a.example/ب) [شرّ](javascript:x)  \nسطر',
    )
    expect(read.blocks[0]?.runs.map((run) => [run.text, Object.fromEntries(run.formats)])).toEqual([
      ['غليظ', { bold: true }],
      [' ', {}],
      ['مائل', { italic: true }],
      [' ', {}],
      ['خط', { underline: true }],
      [' ', {}],
      ['موقع', { link: { href: 'https://a.example/ب' } }],
      [' شرّ\nسطر', {}],
    ])
    expect(codes(read)).toEqual(['link'])
  })

  it('[SCH23] cells of a table become paragraphs, images and code are told', () => {
    const read = imported('a.md', '|أ|ب|\n|-|-|\n|1|2|\n\n![صورة](x.png)\n\n```\nرمز\n```')
    expect(outline(read)).toEqual(['p أ', 'p ب', 'p 1', 'p 2', 'p رمز'])
    expect(codes(read)).toEqual(['table', 'image', 'code'])
  })
})

describe('html of others', () => {
  it('[SCH21] takes what the schema holds and tells the rest', () => {
    const read = imported(
      'a.html',
      `<title>لا</title><style>p{}</style><h2>عنوان</h2><p>نصّ <b>غليظ</b><br>سطر<script>alert(1)</script></p>
      <ol start=3><li>ثالث<ul><li><p>فرعي</p><p>تتمّة</p></li></ul></li><li>رابع</li></ol>
      <blockquote><p>قول</p></blockquote><table><tr><td>خلية</td></tr></table><img src=x onerror=alert(1)>`,
    )
    expect(outline(read)).toEqual([
      'h2 عنوان',
      'p نصّ غليظ\nسطر',
      '# ثالث',
      ' - فرعي\nتتمّة',
      '# رابع',
      'q قول',
      'p خلية',
    ])
    expect(codes(read)).toEqual(['script', 'renumbered', 'table', 'image'])
  })

  it.each([
    'javascript:alert(1)',
    ' java\nscript:x',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    'file:///etc',
  ])('[SCH21] a link to %j keeps its text only', (href) => {
    const read = imported('a.html', `<a href="${href}">نص</a>`)
    expect(read.blocks[0]?.runs).toEqual([{ text: 'نص', formats: new Map() }])
    expect(codes(read)).toEqual(['link'])
  })

  it('[SCH21] what word processors write inline is read', () => {
    const read = imported(
      'a.html',
      '<b style="font-weight:normal"><p dir="rtl" style="text-align:center"><span style="font-weight:700">أ</span><span style="font-style:italic">ب</span></p></b>',
    )
    expect(read.blocks[0]?.attrs.align).toBe('center')
    expect(read.blocks[0]?.runs.map((run) => [...run.formats.keys()])).toEqual([['bold'], ['italic']])
  })
})

describe('json', () => {
  it('[SCH20] inadmissible attributes, marks and characters do not come in', () => {
    const read = imported(
      'a.json',
      JSON.stringify({
        type: 'doc',
        content: [
          {
            type: 'block',
            attrs: { bid: 'x y', kind: 'table', level: 9, indent: 77, dir: 'auto' },
            content: [
              {
                type: 'text',
                text: 'أ\u0000\u202eب',
                marks: [{ type: 'link', attrs: { href: 'javascript:x' } }, { type: 'blink' }],
              },
            ],
          },
          { type: 'paragraph', content: [{ type: 'text', text: 'غريب' }] },
        ],
      }),
    )
    expect(outline(read)).toEqual(['p أب', 'p غريب'])
    expect(read.blocks[0]?.attrs).toMatchObject({ bid: null, level: null, indent: 0, dir: null })
    expect(codes(read)).toEqual(['link', 'formatting', 'unknown-content'])
  })

  it('[SCH22] suggestions are left out and the text is as before them', () => {
    const mark = (type: string) => ({ type, attrs: { id: 's1', by: 'someone', at: 5 } })
    const read = imported(
      'a.json',
      JSON.stringify({
        type: 'doc',
        content: [
          {
            type: 'block',
            content: [
              { type: 'text', text: 'قديم', marks: [mark('deletion')] },
              { type: 'text', text: 'جديد', marks: [mark('insertion')] },
            ],
          },
          { type: 'block', marks: [mark('insertion')], content: [{ type: 'text', text: ' تابع' }] },
        ],
      }),
    )
    expect(outline(read)).toEqual(['p قديم تابع'])
    expect(codes(read)).toEqual(['suggestions'])
    expect(read.blocks[0]?.runs).toEqual([{ text: 'قديم تابع', formats: new Map() }])
  })

  it('[SCH20] of two blocks with one id the later loses it', () => {
    const block = { type: 'block', attrs: { bid: 'b1' }, content: [{ type: 'text', text: 'أ' }] }
    const read = imported('a.json', JSON.stringify({ type: 'doc', content: [block, block] }))
    expect(read.blocks.map(({ attrs }) => attrs.bid)).toEqual(['b1', null])
  })
})
