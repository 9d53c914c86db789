import type { stages as source } from '../ar/stages.ts'

/** What the page says of stages, section locks and what became of late work. */
export const stages: Readonly<Record<keyof typeof source, string>> = {
  'stages.open': 'Stage: {stage}. Who set it, and what you may do in it',
  'stages.menu': 'Stage and locks…',
  'stages.details': 'Details',
  'stages.title': 'Stage of the text',
  'stages.set': 'Set by {name}, {when}.',
  'stages.why': 'Reason: {reason}',
  'stages.noWhy': 'No reason was given.',
  'stages.you': 'What you may do now: {acts}.',
  'stages.may.read': 'read and copy the text',
  'stages.may.follow': 'follow what happens in it',
  'stages.may.comment': 'comment',
  'stages.may.withdraw': 'withdraw your suggestions',
  'stages.may.suggest': 'suggest',
  'stages.may.write': 'write',
  'stages.may.decide': 'decide on suggestions',
  'stages.may.name-version': 'name versions',
  'stages.may.manage': 'manage members, stage and locks',
  'stages.may.leave-final': 'open the text again',
  'stages.news': 'The text has moved to the stage “{stage}”.',
  'locks.kind.settled': 'settled',
  'locks.kind.disputed': 'disputed',
  'locks.kind.settled.label': 'Settled: the wording is agreed',
  'locks.kind.settled.hint': 'Does not keep the text from becoming final.',
  'locks.kind.disputed.label': 'Disputed: it is not agreed yet',
  'locks.kind.disputed.hint':
    'It is left as it is until that is resolved; until then the text cannot become final.',
  'locks.blocks':
    '{count, plural, one {one paragraph: “{first}”} other {# paragraphs: from “{first}” to “{last}”}}',
  'locks.emptyBlock': 'an empty paragraph',
  'locks.notHere': 'There is nothing to lock here: write in the paragraph first.',
  'locks.unlock': 'Unlock',
  'locks.by': 'Set by {name}, {when}.',
  'locks.spoken': 'Locked, {kind}. Set by {name}, {when}. {why}',
  'locks.refused.write': 'This paragraph is locked ({kind}), so nothing in it has changed.',
  'locks.refused.paste':
    'This paragraph is locked ({kind}), so nothing was pasted into it. What you copied is still in the clipboard.',
  'locks.refused.undo':
    'A step was left out because its paragraph is locked ({kind}); it can be taken once that is unlocked.',
  'locks.still.comment': 'You may copy it and comment on it.',
  'locks.still.copy': 'You may copy it.',
  'locks.words': 'What you wrote, which is not in the text:',
  'locks.copy': 'Copy it',
  'locks.copied': 'Copied',
  'locks.comment': 'Comment with it',
  'locks.landed':
    '{count, plural, one {The paragraph you are in has been locked.} other {# paragraphs have been locked, the one you are in among them.}}',
  'locks.close': 'Hide this notice',
  'late.letGo': '{name} dismissed work of yours that was not in the text. Reason: {reason}',
}
