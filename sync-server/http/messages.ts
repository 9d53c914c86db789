import type { ApiErrorCode } from '#core/protocol/api.ts'

/** The languages the server answers in; Arabic when the asker names none of them. */
export const LANGUAGES = ['ar', 'en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each error has a sentence of its own; some have a more exact one for the case at hand. */
export type MessageKey =
  | ApiErrorCode
  | 'unknown-invitation'
  | 'expired-invitation'
  | 'used-invitation'
  | 'revoked-invitation'
  | 'already-member'
  | 'bad-name'
  | 'bad-title'
  | 'bad-json'
  | 'unsupported-format'
  | 'only-facilitators'
  | 'no-document-invitations'
  | 'not-in-trash'
  | 'stage-final'
  | 'stage-reason'
  | 'file-too-large'
  | 'empty-file'
  | 'binary-file'
  | 'too-many-blocks'
  | 'too-complex-file'
  | 'not-our-json'
  | 'damaged-word-file'
  | 'protected-word-file'
  | 'word-macros'
  | 'archive-inside'
  | 'old-word-file'
  | 'word-not-written'
  | 'word-too-long'
  | 'word-too-slow'
  | 'pdf-not-written'
  | 'pdf-too-long'
  | 'pdf-too-slow'
  | 'no-pdf-writer'
  | 'no-names-in-files'
  | 'imports-busy'
  | 'unreadable-document'
  | 'late-returned'
  | 'late-refused'
  | 'late-stage'
  | 'too-many-locks'
  | 'unknown-block'
  | 'lock-lifted'
  | 'bad-address'
  | 'no-mail'
  | 'bad-comment'
  | 'bad-place'
  | 'unknown-suggestion'
  | 'comment-deleted'
  | 'thread-not-in-text'
  | 'too-many-threads'
  | 'too-many-comments'
  | 'too-much-discussion'

type Catalogue = Readonly<Record<MessageKey, string>>

const ar: Catalogue = {
  'bad-request': 'الطلب غير صحيح.',
  'not-signed-in': 'لستَ داخلًا على هذا الجهاز. افتح رابط دعوتك من جديد أو اطلب رابطًا من الميسِّر.',
  forbidden: 'لا تسمح صلاحيتك بهذا.',
  'foreign-origin': 'جاء الطلب من موقع آخر، فلم يُنفَّذ.',
  'not-found': 'لا يوجد شيء في هذا العنوان، أو ليس لك أن تراه.',
  'name-taken': 'هذا الاسم مستعمل في المجموعة. اختر اسمًا آخر.',
  'last-facilitator': 'لا بدّ أن يبقى في المجموعة ميسِّر واحد على الأقلّ.',
  'not-empty': 'في هذا النصّ كلام. الاستيراد لا يكون إلّا في نصّ فارغ.',
  locked: 'الفقرة مقفلة، فلا يتغيّر فيها شيء.',
  'not-ready': 'لا يصير النصّ نهائيًا بعد: ما زال فيه ما ينتظر.',
  'built-on': 'تغيّر النصّ في هذا الموضع بعد القرار، فلم يعد التراجع عنه ممكنًا.',
  conflict: 'تغيّر الأمر في هذه الأثناء. حدِّث الصفحة وأعد المحاولة.',
  'invitation-gone': 'لم يعد هذا الرابط صالحًا. اطلب رابطًا جديدًا من الميسِّر.',
  'too-large': 'ما أرسلته أكبر من المسموح.',
  'unreadable-file': 'تعذّرت قراءة الملفّ.',
  'too-many-requests': 'طلبات كثيرة في وقت قصير. انتظر قليلًا ثم أعد المحاولة.',
  unavailable: 'لا يستطيع الخادم الحفظ الآن. ما كتبته باقٍ على جهازك؛ أعد المحاولة بعد قليل.',
  'unknown-invitation': 'هذا الرابط غير معروف. تأكّد من أنّك نسخته كاملًا.',
  'expired-invitation': 'انتهت مدّة هذا الرابط. اطلب رابطًا جديدًا من الميسِّر.',
  'used-invitation': 'استُعمل هذا الرابط من قبل. اطلب رابطًا جديدًا من الميسِّر.',
  'revoked-invitation': 'أُلغي هذا الرابط. اطلب رابطًا جديدًا من الميسِّر.',
  'already-member': 'أنت في هذه المجموعة على هذا الجهاز باسم آخر. اخرج أوّلًا إن أردت الدخول باسم جديد.',
  'bad-name': 'الاسم غير صالح: حرف واحد على الأقلّ، و٦٠ محرفًا على الأكثر، بلا محارف تحكّم خفيّة.',
  'bad-title': 'العنوان غير صالح: من محرف واحد إلى ٢٠٠ محرف، بلا محارف تحكّم خفيّة.',
  'bad-json': 'تعذّرت قراءة الطلب: ليس JSON سليمًا.',
  'unsupported-format': 'لا يُعرف هذا النوع من الملفّات هنا.',
  'only-facilitators': 'هذا للميسِّر وحده.',
  'no-document-invitations': 'الدعوة إلى نصوص معيّنة غير متاحة في هذا الإصدار: الدعوة تشمل المجموعة كلّها.',
  'not-in-trash': 'النصّ ليس في المهملات.',
  'stage-final': 'النصّ نهائي، فلا يتغيّر.',
  'stage-reason': 'الخروج من المرحلة النهائية يلزمه سبب مكتوب.',
  'file-too-large': 'الملفّ أكبر من ١٠ ميغابايت. قسِّمه أو احفظه نصًّا بلا صور.',
  'empty-file': 'الملفّ فارغ.',
  'binary-file': 'هذا الملفّ ليس نصًّا.',
  'too-many-blocks': 'في الملفّ أكثر من ٢٠ ألف فقرة. قسِّمه إلى ملفّات.',
  'too-complex-file': 'بنية الملفّ أعقد من أن تُقرأ. احفظه نصًّا بسيطًا ثم أعد المحاولة.',
  'not-our-json': 'ملفّ JSON هذا ليس نصًّا صُدِّر من صياغة.',
  'damaged-word-file': 'ملفّ Word هذا تالف أو ليس ملفّ Word. افتحه في Word واحفظه من جديد ثم أعد المحاولة.',
  'protected-word-file': 'ملفّ Word هذا محميّ بكلمة مرور. أزِل الحماية ثم أعد المحاولة.',
  'word-macros': 'في ملفّ Word هذا وحدات ماكرو، فلا يُقبل. احفظه بصيغة DOCX بلا ماكرو.',
  'archive-inside': 'في ملفّ Word هذا ملفّ آخر مضمَّن، فلا يُقبل. احذف الكائن المضمَّن ثم أعد المحاولة.',
  'old-word-file': 'هذه صيغة Word القديمة (DOC). احفظ الملفّ بصيغة DOCX ثم أعد المحاولة.',
  'word-not-written':
    'لم يُكتب ملفّ Word: توقّفت كتابته قبل أن تتمّ، وسُجِّل السبب في الخادم. أعد المحاولة، أو نزِّل النصّ بصيغة HTML.',
  'word-too-long': 'لم يُكتب ملفّ Word: النصّ أطول من أن يُكتب بهذه الصيغة. نزِّله بصيغة HTML.',
  'word-too-slow':
    'لم يُكتب ملفّ Word: طالت كتابته فأوقفها الخادم. أعد المحاولة بعد قليل، أو نزِّل النصّ بصيغة HTML.',
  'pdf-not-written':
    'لم يُكتب ملفّ PDF: توقّفت كتابته قبل أن تتمّ، وسُجِّل السبب في الخادم. أعد المحاولة، أو نزِّل النصّ بصيغة Word أو HTML.',
  'pdf-too-long': 'لم يُكتب ملفّ PDF: النصّ أطول من أن يُكتب بهذه الصيغة. نزِّله بصيغة Word أو HTML.',
  'pdf-too-slow':
    'لم يُكتب ملفّ PDF: طالت كتابته فأوقفها الخادم. أعد المحاولة بعد قليل، أو نزِّل النصّ بصيغة Word أو HTML.',
  'no-pdf-writer':
    'لا تُكتب ملفّات PDF على هذا الخادم: الأداة التي تكتبها (Typst) ليست فيه. نزِّل النصّ بصيغة Word أو HTML، وأخبِر من يدير الخادم.',
  'no-names-in-files': 'لا تسمح المجموعة بأسماء الكاتبين في الملفّات. يسمح بها من يدير المجموعة.',
  'imports-busy': 'تُقرأ ملفّات أخرى الآن. انتظر قليلًا ثم أعد المحاولة.',
  'bad-address': 'عنوان البريد غير صالح. اكتب عنوانًا واحدًا بالحروف اللاتينية.',
  'no-mail': 'لم يُعِدَّ من يدير الخادم بريدًا.',
  'late-returned': 'عاد هذا إلى النصّ اقتراحاتٍ من قبل.',
  'late-refused': 'لا يقبله النصّ اقتراحًا أيضًا؛ كلماته باقية هنا.',
  'too-many-locks': 'بلغت أقفال هذا النصّ أقصى عدد لها، وهو ٢٠٠. افتح ما لم يعد لازمًا منها.',
  'unknown-block': 'لم تعد هذه الفقرة في النصّ.',
  'lock-lifted': 'فُتح هذا القفل بعد وضعه. ضع قفلًا جديدًا إن أردت.',
  'late-stage': 'لا تقبل هذه المرحلة اقتراحات، فالعمل باقٍ هنا إلى أن تقبلها.',
  'bad-comment': 'التعليق غير صالح: من محرف واحد ظاهر إلى ١٠ آلاف محرف.',
  'bad-place': 'لا يدلّ هذا على موضع في النصّ.',
  'unknown-suggestion': 'لم يصل هذا الاقتراح إلى الخادم، أو لم يكن قطّ.',
  'comment-deleted': 'حذف صاحب التعليق تعليقه، فلا يتغيّر فيه شيء.',
  'thread-not-in-text': 'هذا النقاش عن اقتراح أو عن النصّ كلّه، فلا يُنقل إلى موضع.',
  'too-many-threads': 'بلغ هذا النصّ أقصى عدد من النقاشات، وهو ألفان. أكمل في نقاش قائم.',
  'too-many-comments': 'بلغ هذا النقاش أقصى عدد من التعليقات، وهو ٥٠٠. ابدأ نقاشًا جديدًا.',
  'too-much-discussion': 'بلغت نقاشات هذا النصّ أقصى حجم لها. احذف من تعليقاتك ما لم يعد لازمًا.',
  'unreadable-document':
    'تعذّرت قراءة هذا النصّ من مخزن الخادم. أبلِغ من يدير الخادم: لديه نسخ احتياطية، وما كتبته باقٍ على جهازك.',
  internal: 'حدث خطأ في الخادم. لم يُفقد شيء ممّا حُفظ.',
}

const en: Catalogue = {
  'bad-request': 'The request is not valid.',
  'not-signed-in':
    'You are not signed in on this device. Open your invitation again, or ask the facilitator for a link.',
  forbidden: 'Your role does not allow this.',
  'foreign-origin': 'The request came from another site and was not carried out.',
  'not-found': 'There is nothing at this address, or nothing that you may see.',
  'name-taken': 'This name is taken in the group. Choose another.',
  'last-facilitator': 'A group needs at least one facilitator.',
  'not-empty': 'This document has text already. Import works into an empty document only.',
  locked: 'This section is locked: nothing in it changes.',
  'not-ready': 'The text cannot become final yet: something in it is still open.',
  'built-on': 'The text has changed here since the decision, so it can no longer be undone.',
  conflict: 'Something changed meanwhile. Reload the page and try again.',
  'invitation-gone': 'This link is no longer valid. Ask the facilitator for a new one.',
  'too-large': 'What you sent is larger than allowed.',
  'unreadable-file': 'The file could not be read.',
  'too-many-requests': 'Too many requests in a short time. Wait a little and try again.',
  unavailable: 'The server cannot save at the moment. What you wrote is kept on your device; try again soon.',
  'unknown-invitation': 'This link is not known here. Check that you copied the whole of it.',
  'expired-invitation': 'This link has expired. Ask the facilitator for a new one.',
  'used-invitation': 'This link has been used. Ask the facilitator for a new one.',
  'revoked-invitation': 'This link was withdrawn. Ask the facilitator for a new one.',
  'already-member':
    'On this device you are in this group under another name. Sign out first to join under a new one.',
  'bad-name':
    'The name is not valid: at least one letter, at most 60 characters, no hidden control characters.',
  'bad-title': 'The title is not valid: 1 to 200 characters, no hidden control characters.',
  'bad-json': 'The request could not be read: it is not valid JSON.',
  'unsupported-format': 'This kind of file is not known here.',
  'only-facilitators': 'Only a facilitator may do this.',
  'no-document-invitations':
    'Invitations to single documents do not exist in this version: an invitation is for the whole group.',
  'not-in-trash': 'The document is not in the trash.',
  'stage-final': 'The text is final and does not change.',
  'stage-reason': 'Leaving the final stage needs a written reason.',
  'file-too-large': 'The file is larger than 10 MB. Split it, or save it as text without pictures.',
  'empty-file': 'The file is empty.',
  'binary-file': 'This file is not text.',
  'too-many-blocks': 'The file has more than 20,000 paragraphs. Split it into several.',
  'too-complex-file': 'The file is too complex to be read. Save it as plain text and try again.',
  'not-our-json': 'This JSON file is not a text that was exported from Siyagha.',
  'damaged-word-file':
    'This Word file is damaged, or is none. Open it in Word, save it again and try once more.',
  'protected-word-file': 'This Word file has a password. Take it off and try again.',
  'word-macros': 'This Word file has macros and is not taken. Save it as DOCX without macros.',
  'archive-inside':
    'This Word file has another file inside and is not taken. Delete the embedded object and try again.',
  'old-word-file': 'This is Word’s old format (DOC). Save the file as DOCX and try again.',
  'word-not-written':
    'The Word file was not written: the writing ended before it was done, and the server has noted why. Try again, or download HTML.',
  'word-too-long': 'The Word file was not written: the text is too long for this format. Download HTML.',
  'word-too-slow':
    'The Word file was not written: it took too long, so the server stopped it. Try again later, or download HTML.',
  'pdf-not-written':
    'The PDF was not written: the writing ended before it was done, and the server has noted why. Try again, or download Word or HTML.',
  'pdf-too-long': 'The PDF was not written: the text is too long for this format. Download Word or HTML.',
  'pdf-too-slow':
    'The PDF was not written: it took too long, so the server stopped it. Try again later, or download Word or HTML.',
  'no-pdf-writer':
    'This server writes no PDF: the tool that does (Typst) is not on it. Download Word or HTML, and tell whoever runs the server.',
  'no-names-in-files': 'This group allows no names of authors in files. A facilitator can allow them.',
  'imports-busy': 'Other files are being read now. Wait a little and try again.',
  'bad-address': 'The e-mail address is not valid. Write one address in Latin letters.',
  'no-mail': 'The operator of this server has set up no mail.',
  'late-returned': 'This has come back to the text as suggestions already.',
  'late-refused': 'The text does not admit it as a suggestion, either; its words stay here.',
  'too-many-locks': 'This text has 200 locks, which is the most. Lift those that are not needed any more.',
  'unknown-block': 'This paragraph is not in the text any more.',
  'lock-lifted': 'This lock has been lifted since. Set a new one if you want it.',
  'late-stage': 'The text takes no suggestions at this stage; the work stays here until it does.',
  'bad-comment': 'The comment is not valid: at least one visible character, at most 10,000.',
  'bad-place': 'This is no place in the text.',
  'unknown-suggestion': 'This suggestion has not reached the server, or never was.',
  'comment-deleted': 'Its author has deleted this comment: nothing of it changes any more.',
  'thread-not-in-text':
    'This discussion is about a suggestion or the whole text: it cannot be put at another place.',
  'too-many-threads': 'This text has 2,000 discussions, which is the most. Go on in one of them.',
  'too-many-comments': 'This discussion has 500 comments, which is the most. Begin another one.',
  'too-much-discussion':
    'The discussions of this text have reached their limit. Delete comments of yours that are not needed any more.',
  'unreadable-document':
    'This text cannot be read from the server’s store. Tell whoever runs the server: they have backups, and what you wrote is kept on your device.',
  internal: 'Something went wrong on the server. Nothing that was saved is lost.',
}

const fr: Catalogue = {
  'bad-request': 'La demande n’est pas valable.',
  'not-signed-in':
    'Vous n’êtes pas connecté sur cet appareil. Rouvrez votre invitation ou demandez un lien au facilitateur.',
  forbidden: 'Votre rôle ne le permet pas.',
  'foreign-origin': 'La demande vient d’un autre site et n’a pas été exécutée.',
  'not-found': 'Il n’y a rien à cette adresse, ou rien que vous puissiez voir.',
  'name-taken': 'Ce nom est déjà pris dans le groupe. Choisissez-en un autre.',
  'last-facilitator': 'Un groupe a besoin d’au moins un facilitateur.',
  'not-empty': 'Ce document contient déjà du texte. L’import se fait dans un document vide.',
  locked: 'Cette section est verrouillée : rien n’y change.',
  'not-ready': 'Le texte ne peut pas encore devenir définitif : il reste des points ouverts.',
  'built-on': 'Le texte a changé ici depuis la décision : elle ne peut plus être annulée.',
  conflict: 'La situation a changé entre-temps. Rechargez la page et réessayez.',
  'invitation-gone': 'Ce lien n’est plus valable. Demandez-en un nouveau au facilitateur.',
  'too-large': 'L’envoi dépasse la taille permise.',
  'unreadable-file': 'Le fichier n’a pas pu être lu.',
  'too-many-requests': 'Trop de demandes en peu de temps. Attendez un peu et réessayez.',
  unavailable:
    'Le serveur ne peut pas enregistrer pour le moment. Votre texte reste sur votre appareil ; réessayez bientôt.',
  'unknown-invitation': 'Ce lien est inconnu ici. Vérifiez que vous l’avez copié en entier.',
  'expired-invitation': 'Ce lien a expiré. Demandez-en un nouveau au facilitateur.',
  'used-invitation': 'Ce lien a déjà servi. Demandez-en un nouveau au facilitateur.',
  'revoked-invitation': 'Ce lien a été retiré. Demandez-en un nouveau au facilitateur.',
  'already-member':
    'Sur cet appareil vous êtes déjà dans ce groupe sous un autre nom. Déconnectez-vous d’abord.',
  'bad-name':
    'Le nom n’est pas valable : au moins une lettre, au plus 60 caractères, sans caractères de contrôle cachés.',
  'bad-title': 'Le titre n’est pas valable : 1 à 200 caractères, sans caractères de contrôle cachés.',
  'bad-json': 'La demande n’a pas pu être lue : ce n’est pas du JSON valable.',
  'unsupported-format': 'Ce type de fichier n’est pas connu ici.',
  'only-facilitators': 'Seul un facilitateur peut le faire.',
  'no-document-invitations':
    'L’invitation à certains documents n’existe pas dans cette version : elle vaut pour tout le groupe.',
  'not-in-trash': 'Le document n’est pas dans la corbeille.',
  'stage-final': 'Le texte est final et ne change plus.',
  'stage-reason': 'Quitter l’étape finale demande un motif écrit.',
  'file-too-large': 'Le fichier dépasse 10 Mo. Divisez-le ou enregistrez-le en texte sans images.',
  'empty-file': 'Le fichier est vide.',
  'binary-file': 'Ce fichier n’est pas du texte.',
  'too-many-blocks': 'Le fichier a plus de 20 000 paragraphes. Divisez-le.',
  'too-complex-file': 'Le fichier est trop complexe. Enregistrez-le en texte simple et réessayez.',
  'not-our-json': 'Ce fichier JSON n’est pas un texte exporté de Siyagha.',
  'damaged-word-file':
    'Ce fichier Word est endommagé, ou n’en est pas un. Ouvrez-le dans Word, enregistrez-le et réessayez.',
  'protected-word-file': 'Ce fichier Word a un mot de passe. Retirez-le et réessayez.',
  'word-macros':
    'Ce fichier Word contient des macros et n’est pas accepté. Enregistrez-le en DOCX sans macros.',
  'archive-inside':
    'Ce fichier Word en contient un autre et n’est pas accepté. Supprimez l’objet incorporé et réessayez.',
  'old-word-file': 'C’est l’ancien format de Word (DOC). Enregistrez le fichier en DOCX et réessayez.',
  'word-not-written':
    'Le fichier Word n’a pas été écrit : l’écriture s’est arrêtée avant la fin, et le serveur en a noté la raison. Réessayez, ou téléchargez en HTML.',
  'word-too-long':
    'Le fichier Word n’a pas été écrit : le texte est trop long pour ce format. Téléchargez-le en HTML.',
  'word-too-slow':
    'Le fichier Word n’a pas été écrit : c’était trop long, et le serveur l’a arrêté. Réessayez plus tard, ou téléchargez en HTML.',
  'pdf-not-written':
    'Le PDF n’a pas été écrit : l’écriture s’est arrêtée avant la fin, et le serveur en a noté la raison. Réessayez, ou téléchargez en Word ou en HTML.',
  'pdf-too-long':
    'Le PDF n’a pas été écrit : le texte est trop long pour ce format. Téléchargez-le en Word ou en HTML.',
  'pdf-too-slow':
    'Le PDF n’a pas été écrit : c’était trop long, et le serveur l’a arrêté. Réessayez plus tard, ou téléchargez en Word ou en HTML.',
  'no-pdf-writer':
    'Ce serveur n’écrit pas de PDF : l’outil qui le fait (Typst) n’y est pas. Téléchargez en Word ou en HTML, et prévenez qui administre le serveur.',
  'no-names-in-files':
    'Ce groupe n’admet pas de noms d’auteurs dans les fichiers. Une facilitatrice ou un facilitateur peut les admettre.',
  'imports-busy': 'D’autres fichiers sont en cours de lecture. Patientez un peu et réessayez.',
  'bad-address': 'L’adresse électronique n’est pas valable. Écrivez une seule adresse, en lettres latines.',
  'no-mail': 'L’exploitant de ce serveur n’a pas configuré de courriel.',
  'late-returned': 'Ceci est déjà revenu dans le texte sous forme de suggestions.',
  'late-refused': 'Le texte ne l’admet pas non plus comme suggestion ; ses mots restent ici.',
  'too-many-locks': 'Ce texte a 200 verrous, le maximum. Levez ceux qui ne servent plus.',
  'unknown-block': 'Ce paragraphe n’est plus dans le texte.',
  'lock-lifted': 'Ce verrou a été levé depuis. Posez-en un nouveau si vous le souhaitez.',
  'late-stage': 'À cette étape, le texte n’accepte pas de suggestions ; le travail reste ici en attendant.',
  'bad-comment': 'Le commentaire n’est pas valable : au moins un caractère visible, au plus 10 000.',
  'bad-place': 'Ceci ne désigne aucun endroit du texte.',
  'unknown-suggestion': 'Cette suggestion n’est pas arrivée au serveur, ou n’a jamais existé.',
  'comment-deleted': 'Son auteur a supprimé ce commentaire : il ne change plus.',
  'thread-not-in-text':
    'Cette discussion porte sur une suggestion ou sur tout le texte : elle ne peut pas être déplacée.',
  'too-many-threads': 'Ce texte a 2 000 discussions, c’est le maximum. Poursuivez dans l’une d’elles.',
  'too-many-comments': 'Cette discussion a 500 commentaires, c’est le maximum. Ouvrez-en une autre.',
  'too-much-discussion':
    'Les discussions de ce texte ont atteint leur limite. Supprimez vos commentaires devenus inutiles.',
  'unreadable-document':
    'Ce texte ne peut pas être lu sur le serveur. Prévenez la personne qui l’administre : elle a des sauvegardes, et ce que vous avez écrit reste sur votre appareil.',
  internal: 'Une erreur s’est produite sur le serveur. Rien de ce qui était enregistré n’est perdu.',
}

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { ar, en, fr }

/** One plain sentence in the asker's language. */
export const sentence = (language: Language, key: MessageKey): string => CATALOGUES[language][key]
