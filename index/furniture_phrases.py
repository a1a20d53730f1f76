"""The phrases by which furniture is known: tables and nothing else.

Whole sentences or whole blocks, never a word that an article would use; they are what Swedish and
English pages of municipalities, regions and newspapers say in general, none from one page alone.
On 3,700 texts about public services, occupations and general knowledge (the question answering
data sets SweQuAD, OMoS-QA and SQuAD, sentence by sentence, November 2026) they match nothing but
links ("Läs mer om ...", "Learn more") and forms.
"""

from __future__ import annotations

FEEDBACK = "feedback form"
CONSENT = "consent or privacy notice"
NEWSLETTER = "newsletter box"
NAVIGATION = "navigation"

_PAGE = (
    r"(?:(?:den här |denna |this |the |our )?(?:webb)?(?:sida|sidan|sidans innehåll"
    r"|sidans information|informationen|innehållet|artikeln|texten|svar(?:et|en)|webbplats(?:en)?"
    r"|hemsida(?:n)?|sajt(?:en)?|tjänst(?:en)?"
    r"|page|web ?page|web ?site|site|information|article|content|service)"
    r"(?: på (?:den här |denna )?(?:webb)?sidan| on this page)?)"
)
_COOKIES = r"(?:kakor(?:na)?|cookies?|webbkakor|cookie-filer)"

# One phrase a line; each must match from a sentence's first to its last word (closing stops apart).
# A backslash at the end of a line joins the next one to it.
SENTENCES = {
    FEEDBACK: rf"""
(?:hjälpte|hjälper|besvarade|svarade) {_PAGE}(?: (?:på )?(?:dig|din fråga|dina frågor))?
(?:hade|har) du (?:någon )?(?:nytta|hjälp|användning) av {_PAGE}
(?:hittade|fann|fick) du (?:det|den information|informationen?|vad|svar|den hjälp\
|hjälp)\b.{{0,60}}
(?:var|är|tycker du att) {_PAGE} (?:är |var )?(?:till (?:din )?(?:hjälp|nytta)|användbar\w*\
|hjälpsam\w*|bra|relevant|lätt att förstå)(?: för dig)?
(?:hur|är du) (?:nöjd|bra|användbar|nyttig|hjälpsam|tydlig)\w*.{{0,30}} {_PAGE}
(?:vad|hur) (?:tycker|tyckte|tycktes) du om {_PAGE}
(?:kan|vill) du (?:utveckla|förklara|motivera|beskriva) (?:ditt svar|din kommentar|varför\
|vad)\b.{{0,60}}
(?:vad (?:saknar|saknade|letade) du|vad kan vi (?:göra bättre|förbättra))\b.{{0,60}}
berätta (?:gärna )?(?:för oss )?(?:mer |vad |varför |hur )?.{{0,40}}(?:saknar|saknade\
|letade efter|göra bättre|förbättra|kan bli bättre)\b.{{0,40}}
tack för (?:ditt|din|dina) (?:svar|synpunkt\w*|feedback|återkoppling|hjälp|kommentar\w*\
|meddelande|åsikt\w*|omdöme|medverkan|röst)
tack för att du (?:hjälper|hjälpte|svarade|lämnade|tog dig tid|hör av dig|kontaktar|gav\
|ger)\b.{{0,90}}
(?:observera|tänk på|notera) att (?:vi|du|kommunen|regionen) (?:inte (?:besvarar|svarar|kan svara\
|kan besvara|får svar)|ej besvarar)\b.{{0,120}}
(?:här|i (?:det här )?formuläret) tar vi (?:endast|bara|enbart) emot (?:synpunkter|kommentarer\
|feedback)\b.{{0,90}}
vi (?:kan (?:tyvärr )?inte|besvarar (?:tyvärr )?inte|svarar (?:tyvärr )?inte\
|svarar ej)\b.{{0,60}}(?:formulär\w*|denna väg|den här vägen|den här funktionen|som lämnas här)
frågor om (?:vår|våra|kommunens|regionens) verksamhet\w* hänvisas\b.{{0,120}}
vi (?:vill|skulle) gärna\b.{{0,60}} (?:saknar|stämmer|synpunkter|kan förbättra\
|kan bli bättre)\b.{{0,160}}
(?:får|kan) vi kontakta dig\b.{{0,60}}
vi kontaktar dig (?:enbart|endast|bara) om\b.{{0,120}}
(?:skriv|fyll|ange|lämna|uppge)(?: in| i)? (?:den |din |ditt |dina |en )(?:e-?post\w*|mejl\w*\
|mail\w*|namn|kontaktuppgifter|telefonnummer|kommentar\w*|synpunkt\w*|meddelande|fråga\
|feedback)\b.{{0,60}}
har du (?:en |någon |några |fler |andra )?(?:synpunkt\w*|feedback|åsikter|förslag)\b.{{0,60}}
(?:läs om|läs mer om|så här) .{{0,30}}(?:lämnar|lämna|framför) (?:du )?(?:en |din \
|dina )?synpunkt\w*.{{0,60}}
(?:lämna|skicka|ge|dela) (?:gärna )?(?:oss )?(?:en |din |dina |ditt )?(?:synpunkt\w*|feedback\
|återkoppling|omdöme)\
(?: (?:på|om|till|via) (?:{_PAGE}|oss\b|kommunen|regionen|vår|e-tjänst).{{0,50}})?
tyck till(?: om .{{0,50}})?
(?:informationen|meddelandet|formuläret|svaret|ditt svar|din synpunkt|din kommentar) (?:skickas\
|sparas|har skickats|har skickats in|är skickat|skickades)
hjälp oss (?:gärna )?(?:att )?(?:bli|förbättra|göra)\b.{{0,60}}
(?:rapportera|anmäl) (?:ett )?fel (?:på|i|om) {_PAGE}
(?:din|ditt) (?:kommentar|synpunkt|fråga|text|meddelande|svar) (?:blir|är\
|kan bli) (?:en )?(?:allmän handling|offentlig)\b.{{0,80}}
(?:undvik att|var vänlig(?:en)? och|vänligen|lämna inte|skriv inte|ange inte\
|skicka inte)\b.{{0,50}}(?:personuppgifter|känsliga uppgifter|känslig information|personnummer\
|sekretess\w*)\b.{{0,60}}
(?:obligatorisk\w*|nödvändiga) (?:fält|uppgifter)\b.{{0,40}}\
|fält (?:som är )?märkta med\b.{{0,40}}
ditt (?:svar|omdöme) (?:hjälper oss|är anonymt)\b.{{0,80}}
did (?:you find|this|the)\b.{{0,60}}(?:helpful|looking for|useful|help you|answer your question)
(?:was|is) (?:{_PAGE}|this) (?:helpful|useful|easy to understand)(?: to you)?
how (?:satisfied are you with|helpful was|useful was|would you rate) {_PAGE}
(?:what|how) (?:can|could) we (?:do better|improve)\b.{{0,60}}|what were you looking for
(?:thank you|thanks) for (?:your|helping|letting|taking)\b.{{0,60}}
(?:give|leave|send|share|submit)(?: us)?(?: your)? (?:feedback|comments?)\b.{{0,60}}
(?:please )?(?:do not|don't|avoid) (?:include|includ\w+|send\w*|enter\w*\
|shar\w+)\b.{{0,40}}(?:personal|sensitive)\b.{{0,60}}
(?:may|can) we contact you\b.{{0,60}}
(?:report|is there) (?:a|an|anything) (?:problem|error|issue|wrong) with {_PAGE}
(?:kontakta|mejla|skriv till|tipsa|berätta för|contact|e-?mail|tell) (?:redaktionen|oss|us\
|the editors?)\b.{{0,60}}\b(?:fel|errors?|mistakes?)\b.{{0,40}}
help us (?:to )?improve\b.{{0,60}}
your (?:comment|message|feedback|response) (?:will|is|has|helps)\b.{{0,80}}
(?:enter|type|write) your (?:e-?mail|name|message|comment)\b.{{0,60}}
(?:required|mandatory) fields?\b.{{0,40}}
""",
    CONSENT: rf"""
(?:vi|{_PAGE}|kommunen) (?:använder|lagrar|sparar)(?: oss av\
| sig av)?(?: .{{0,20}})? {_COOKIES}\b.{{0,160}}
på {_PAGE} används {_COOKIES}\b.{{0,160}}
(?:genom att|när du|om du) .{{0,60}}(?:godkänner|accepterar|samtycker)\b.{{0,60}}(?:{_COOKIES}\
|personuppgift\w*|villkor\w*)\b.{{0,60}}
(?:läs mer )?om (?:hur vi använder )?{_COOKIES}(?: på .{{0,40}})?
(?:hantera|ändra|anpassa|visa|välj|återkalla) (?:dina )?(?:{_COOKIES}|cookie-?inställningar\
|kakinställningar|samtycke|inställningar för {_COOKIES})
(?:acceptera|godkänn|tillåt|neka|avvisa|avböj|tacka ja till) (?:alla|endast|bara|enbart|valda\
|nödvändiga|urval|val)(?: nödvändiga)?(?: {_COOKIES})?
(?:endast |bara )?nödvändiga(?: {_COOKIES})?|{_COOKIES}
(?:vi|we) (?:och|and)\b.{{0,40}} (?:använder|use)\b.{{0,40}}\b{_COOKIES}\b.{{0,160}}
(?:du (?:behöver|måste)|you (?:need|have) to) (?:godkänna|acceptera|tillåta|accept|allow)\
 {_COOKIES}\b.{{0,80}}
(?:vissa|en del|dessa|de|några av) {_COOKIES}\b.{{0,160}}
{_COOKIES} (?:är|används|hjälper|behövs)\b.{{0,160}}
(?:cookie|kak)-?(?:inställningar|policy|banner)
(?:vi|kommunen|regionen|[\w ]{{3,30}}) (?:hanterar|behandlar|sparar)(?: alla| dina| de\
| eventuella){{0,3}} (?:personuppgifter|uppgifter)(?: som .{{0,60}})? (?:enligt|i enlighet med\
|utifrån) (?:gdpr|dataskydds\w+|gällande .{{0,40}})\b.{{0,60}}
(?:läs (?:mer )?om )?(?:så|hur) (?:hanterar|behandlar|vi|kommunen)\b.{{0,20}} (?:dina \
)?personuppgifter\b.{{0,60}}
(?:när|genom att) du (?:skickar|fyller i|lämnar|anmäler|kontaktar\
|skriver)\b.{{0,120}}personuppgift\w*\b.{{0,120}}
jag (?:samtycker|godkänner|accepterar|förstår)(?: och stäng)?
jag (?:samtycker|godkänner|accepterar|har läst|förstår)\b.{{0,80}}\
\b(?:villkor\w*|\w*policy\w*|personuppgift\w*|informationen\
|{_COOKIES})\b.{{0,60}}
(?:behandling|hantering) av personuppgifter
(?:we|{_PAGE}) (?:use|uses|store|stores)(?: .{{0,20}})? {_COOKIES}\b.{{0,160}}
by (?:continuing|using|clicking|accepting|submitting)\b.{{0,100}}(?:{_COOKIES}|agree|consent\
|accept|privacy)\b.{{0,80}}
(?:accept|allow|reject|decline|manage|customi[sz]e)(?: all| only| necessary| essential| selected\
| your){{0,2}} {_COOKIES}(?: settings| preferences)?
(?:accept|allow|reject|decline) all|(?:necessary|strictly necessary|essential) (?:only|{_COOKIES})
(?:cookie|privacy) (?:settings|policy|notice|preferences)
(?:we|the municipality) (?:process|handle)(?:es)? (?:your |all )?personal data (?:in accordance \
with|according to|under)\b.{{0,80}}
(?:the|this|den här) (?:article|page|content|artikeln|sidan) (?:includes|contains|innehåller)\
 (?:content|innehåll) (?:provided by|from|från)\b.{{0,60}}
(?:we|vi) (?:ask for|need|behöver|ber om) (?:your|ditt) (?:permission|consent|samtycke|godkännande)\
\b.{{0,160}}
(?:we|vi) (?:will |kommer )?(?:never|respect|aldrig|lämnar aldrig|delar aldrig|värnar)\b.{{0,40}}\
(?:your|din|dina|ditt) (?:data|details|e-?mail\w*|e-?postadress|privacy|integritet|uppgifter\
|personuppgifter)\b.{{0,40}}
i (?:agree|consent|accept)
i (?:agree|consent|accept|have read)\b.{{0,60}}\b(?:terms|conditions|policy|privacy|data|{_COOKIES}\
|contacted|emails?)\b.{{0,60}}
""",
    NEWSLETTER: r"""
(?:prenumerera|anmäl dig|skriv upp dig|registrera dig|teckna dig)(?: gärna)? (?:på|till\
|för)\b.{0,40}(?:nyhetsbrev\w*|nyheter|utskick|pressmeddelanden)\b.{0,60}
(?:få|vill du få|vill du ha) (?:våra|vårt|de senaste|senaste\
|vårt månatliga)\b.{0,40}(?:nyhetsbrev\w*|nyheter\w*)\b.{0,60}
(?:vårt )?nyhetsbrev(?:et)?|prenumerera|avsluta prenumeration(?:en)?
.{0,140}\b(?:support|stödja|stötta) (?:our|vår|independent|oberoende)\
 (?:reporting|journalism|journalistik)\b.{0,60}
(?:bli|redan|är du) prenumerant\b.{0,40}|(?:already|become) a subscriber\b.{0,40}
subscribe(?: to| for)?\b.{0,60}|sign up (?:for|to)\b.{0,30}(?:newsletter|updates|news)\b.{0,40}\
|(?:our )?newsletter
""",
    NAVIGATION: r"""
(?:här|nu) visas (?:information|innehåll)\b.{0,80}\b(?:valt|väljer)\b.{0,40}
(?:©|copyright (?:©|\(c\)|\d{4})).{0,140}|featured
(?:hoppa|gå)(?: direkt)? (?:till|över)\b.{0,30}(?:innehåll\w*|navigering\w*|navigation\w*|meny\w*\
|sök\w*|sidfot\w*)
(?:tillbaka )?till (?:sidans |webbsidans )?(?:toppen|topp|början|innehållet|startsidan\
|huvudinnehåll\w*)
tillbaka(?: till (?:startsidan|föregående sida|listan|nyheter\w*|nyhetsarkivet|alla nyheter\
|toppen))?
dela(?: (?:sidan|artikeln|den här sidan|den här artikeln|detta|inlägget|med dig))?(?: (?:på|via\
|med|i) .{1,40})?
tipsa (?:en vän|om sidan|om artikeln|oss)\b.{0,40}|kopiera länk(?:en)?(?: till .{0,30})?
skriv ut(?: (?:sidan|artikeln|den här sidan))?|lyssna(?: på (?:sidan|texten|artikeln\
|innehållet))?|talande webb
(?:visa|se) (?:mer|fler|färre|mindre|alla|hela)(?: (?:nyheter|artiklar|innehåll|information\
|resultat|evenemang|händelser))?
läs (?:mer|också|även|vidare|hela)(?:\b.{0,120})?
mer information(?: om .{0,60})?|mer (?:om|på|från) .{0,60}
(?:till|öppna|se) (?:e-tjänsten|e-tjänster|formuläret|webbplatsen|artikeln|nyheten\
|pressmeddelandet|rapporten)(?: .{0,40})?
(?:stäng|öppna|visa|dölj)(?: (?:menyn?|fönster|fönstret|rutan|sök\w*|undermeny\w*|dialogen\
|meddelandet))?
(?:huvud|under|sid)?meny|sök|sök på (?:webbplatsen|sidan|sajten|hela webbplatsen)|logga (?:in|ut)\
|mina sidor
(?:du är här|här är du)\b.{0,160}|(?:start|startsida|hem|home|förstasidan)(?: [/>›»|] .{0,160})?
relatera(?:t|d|de|ade)(?: (?:information|länkar|innehåll|sidor|artiklar|artikel|nyheter|dokument\
|material|ämnen))?
(?:fler|senaste|andra|aktuella|alla|mest lästa|liknande) (?:nyheter\w*|artiklar|sidor\
|inlägg)(?: .{0,40})?
andra (?:har )?läs(?:t|er) (?:också|även)|mest läst(?:a)?|du kanske också är intresserad av
hittade du inte\b.{0,60}|(?:snabb|externa |interna )?länkar|genvägar|innehållsförteckning\
|på den här sidan|innehåll på sidan
följ oss(?: .{0,40})?|(?:facebook|instagram|linkedin|twitter|youtube|tiktok|pinterest|rss\
|whatsapp|messenger)
(?:other languages|in english|lättläst|teckenspråk|translate|språk|language|anpassa webbplatsen\
|suomeksi)
(?:länk till annan webbplats|öppnas i (?:nytt|ett nytt) (?:fönster|flik)|extern länk\
|pdf)(?:, .{0,40})?
(?:föregående|nästa)(?: (?:sida|artikel|nyhet|bild))?|sida \d+ av \d+|laddar(?: in)?\
|gilla(?: (?:detta|inlägget|sidan))?|du måste (?:aktivera\
|ha) javascript\b.{0,60}
skip (?:to|past)\b.{0,40}|(?:back|return|go) to (?:the )?(?:top|start|home|main content\
|home ?page)(?: of (?:the )?page)?
(?:share|print|listen|tweet|e-?mail|copy)(?: (?:this|the|to this|link)(?: (?:page|article\
|link))?)?(?: (?:on|via|with) .{1,40})?
(?:read|show|see|view|learn) (?:more|all|less)(?:\b.{0,120})?|(?:open|close|toggle) (?:menu\
|search|navigation|dialog)
(?:main )?(?:menu|navigation)|search|loading|like(?: this)?|log ?(?:in|out)|sign (?:in|out)\
|you are here\b.{0,160}
(?:related|latest|more|other|recent|popular|most read|similar) (?:information|links|content|pages\
|articles|news|stories|posts|reading|services|topics)|related|see also|read next|most read|trending
you (?:may|might) also (?:like|be interested in)\b.{0,40}|(?:more|also) (?:from|in|on) .{1,40}
(?:se|läs) (?:också|även)|vidare läsning|läs mer här|du kanske också gillar
[-–— ]*(?:annons(?:er)?|advertisements?|sponsored)[-–— ]*|(?:till )?artikelarkivet
(?:follow us|quick links|external link|opens in (?:a )?new (?:window|tab)|previous|next\
|on this page)(?: .{0,40})?
""",
}
# A page about one of these may speak of it.
SUBJECTS = {
    FEEDBACK: r"synpunkt|feedback|återkoppling|klagomål",
    CONSENT: r"kak(?:or|a)\b|cookie|personuppgift|gdpr|dataskydd|privacy|personal data",
    NEWSLETTER: r"nyhetsbrev|newsletter|prenumer",
}
