"""Names out of a stranger's hand, one for each kind of trouble, and what is left of each.

A display name in a call is whatever somebody typed there, and so is every cell of a report, every
word of a format that is handed on, every name of a file.
"""

import unicodedata
from dataclasses import dataclass

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
WOMAN_AT_LAPTOP = "\U0001f469\U0001f3fd\u200d\U0001f4bb"
SHRI = "\u0dc1\u0dca\u200d\u0dbb\u0dd3"


@dataclass(frozen=True, slots=True)
class Hostile:
    """`name` is what the border makes of `typed`."""

    kind: str
    typed: str
    name: str


def _same(kind: str, typed: str) -> Hostile:
    return Hostile(kind, typed, typed)


MARKUP = (
    _same("an end of nothing", "Ann [/]"),
    _same("an end of something else", "Ann [/nope]"),
    _same("an action in brackets", "[@click=app.quit]Zed[/]"),
    _same("an action of a screen", "[@click=screen.leave()]Zoe[/]"),
    _same("a colour", "Ann [red]R[/red]"),
    _same("a variable of the theme", "[$error]Exa[/]"),
    _same("a lone variable", "[$x]"),
    _same("a variable of a template", "Ned $n ${n} $$n"),
    _same("a link in brackets", "[link=https://example.org]Lin[/link]"),
    _same("an escaped bracket", "Esc \\[b]bold\\[/b]"),
    _same("a backslash at the end", "Bas\\"),
    _same("brackets in brackets", "[type=x, v={'a[0]'}]"),
    _same("pronouns in brackets", "Kim [she/her]"),
    _same("an open bracket", "Opal ["),
)
SEQUENCES = (
    Hostile("colours of a terminal", f"{ESC}[5;31mRed{ESC}[0m", "Red"),
    Hostile("a cleared screen", f"{ESC}[2JCle{ESC}[H", "Cle"),
    Hostile("a cursor elsewhere", f"Cur{ESC}[777;777Hsor", "Cursor"),
    Hostile("a sequence with blanks in it", f"{ESC}[1 qBar{ESC}[!p", "Bar"),
    Hostile("a sequence that is not ended", f"Une{ESC}[31", "Une[31"),
    Hostile("a title, ended by a bell", f"{ESC}]0;evil title{BEL}Osk", "Osk"),
    Hostile("a title, ended by a string's end", f"{ESC}]2;evil title{ST}Ott", "Ott"),
    Hostile("a title, ended by one byte", f"{ESC}]0;evil title\x9cOle", "Ole"),
    Hostile("a title that is not ended", f"Oda{ESC}]0;evil title", "Oda]0;evil title"),
    Hostile("the clipboard, ended by a bell", f"{ESC}]52;c;ZXZpbA=={BEL}Clip", "Clip"),
    Hostile("the clipboard, ended by a string's end", f"{ESC}]52;c;ZXZpbA=={ST}Clea", "Clea"),
    Hostile("a link of a terminal", f"{ESC}]8;;https://evil.example{ST}Lia{ESC}]8;;{ST}", "Lia"),
    Hostile("a device string", f"{ESC}P+q544e{ST}Dcs", "Dcs"),
    Hostile("a program's command", f"{ESC}_Gi=31,s=1;AAAA{ST}Apc", "Apc"),
    Hostile("a private message", f"{ESC}^evil{ST}Pam", "Pam"),
    Hostile("a start of string", f"{ESC}Xevil{ST}Sos", "Sos"),
    Hostile("a reset of the terminal", f"{ESC}cRis", "cRis"),
    Hostile("an escape alone", f"Esa{ESC}", "Esa"),
    Hostile("an escape doubled", f"{ESC}{ESC}[5;32mEdo", "Edo"),
    Hostile("the end of a paste", f"{ESC}[201~Pas{ESC}[200~te", "Paste"),
    Hostile("a sequence of one byte", "\x9b5;31mCsi\x9b0m", "Csi"),
    Hostile("a command of one byte", "\x9d0;evil title\x9cOsc", "Osc"),
    Hostile("a device string of one byte", "\x90evil\x9cDev", "Dev"),
    Hostile("all controls of the second kind", f"{''.join(map(chr, range(128, 160)))}Cee", "Cee"),
    Hostile(
        "all controls of the first kind", f"Cou{''.join(map(chr, range(8)))}\x0e\x0fnt", "Count"
    ),
    Hostile("a backspace and a delete", "Bob\x08\x7fby", "Bobby"),
)
DIRECTIONS = (
    Hostile("an override to the left", "Ali\u202ecila", "Alicila"),
    Hostile("an override that is popped", "\u202dAda\u202c", "Ada"),
    Hostile("embeddings", "\u202aEm\u202bma\u202c", "Emma"),
    Hostile("isolates", "\u2066Iso\u2067la\u2068de\u2069", "Isolade"),
    Hostile("marks of direction", "\u200eMa\u200frk\u061c", "Mark"),
    _same("Arabic with figures", "\u0645\u0631\u064a\u0645 12 (\u0662\u0663)"),
    _same("Hebrew with Latin and figures", "\u05e9\u05dc\u05d5\u05dd Shalom 3-4"),
    _same("a Persian name with its joiner", "\u0646\u0631\u06af\u0633\u200c\u062c\u0627\u0646"),
)
UNSEEN = (
    Hostile("blanks without a width", "Ze\u200bro\u2060Wi\ufeffde", "ZeroWide"),
    Hostile("joiners between plain letters", "J\u200do\u200di\u200cn", "Join"),
    Hostile("soft hyphens", "So\u00adft\u00ad", "Soft"),
    Hostile("tags", "Tag\U000e0065\U000e0076\U000e0069\U000e006c\U000e007f", "Tag"),
    Hostile("signs of a melody", "Mel\U0001d173ody\U0001d17a", "Melody"),
    Hostile("fillers of Hangul", "Fil\u3164ler\u115f\u1160", "Fil ler"),
    Hostile("only what is not seen", "\u200b\u200d\ufeff\u2060\u00ad\u202e\ufe0f\u3164", ""),
    Hostile("only blanks", " \t\u00a0\u2003\u3000\n ", ""),
    Hostile("only marks", "\u0301\u0302\u0303", ""),
    _same("a form of a letter", "A\ufe00va\U000e0100"),
)
PILES = (
    Hostile("a flood of marks", "Z" + "\u0323" * 5000 + "alg", "\u1e92" + "\u0323" * 6 + "alg"),
    Hostile(
        "marks on each letter",
        "".join(one + "\u0323\u0330\u0316\u0317\u0318\u0319\u031c\u031d\u0353" for one in "Zoya"),
        "".join(one + "\u0330\u0316\u0317\u0318\u0319\u031c" for one in "\u1e92\u1ecd\u1ef5\u1ea1"),
    ),
    Hostile(
        "letters and marks apart", "Cafe\u0301 A\u030angstro\u0308m", "Caf\u00e9 \u00c5ngstr\u00f6m"
    ),
    Hostile("ten thousand letters", "L" + "o" * 9999, "L" + "o" * 79),
    Hostile("ten thousand wide letters", "\u674e" * 10_000, "\u674e" * 80),
    Hostile("ten thousand blanks", f"Bla{' ' * 10_000}nk", "Bla nk"),
    Hostile(
        "ten thousand joined pictures",
        "\u200d".join(["\U0001f469"] * 5000),
        "\u200d".join(["\U0001f469"] * 4) * 11,
    ),
    Hostile("a letter under many tones", "x" + "\U0001f3fd" * 500 + "y", "xy"),
    Hostile("a long word", "W" * 60 + "ide", "W" * 60 + "ide"),
)
SCRIPTS = (
    _same("a family", f"{FAMILY} Fam"),
    _same("a skin tone and a laptop", f"{WOMAN_AT_LAPTOP}Kim"),
    _same("flags", "\U0001f1ea\U0001f1fa\U0001f3f3\ufe0f\u200d\U0001f308 Flo"),
    Hostile(
        "a flag made of tags", "\U0001f3f4\U000e0067\U000e0062\U000e007f Gib", "\U0001f3f4 Gib"
    ),
    _same("keycaps", "1\ufe0f\u20e3#\ufe0f\u20e3 Kay"),
    _same("a heart as a picture", "Hea\u2764\ufe0frt"),
    _same("Chinese", "\u674e\u5c0f\u9f8d"),
    _same("Japanese of both widths", "\uff76\uff85 \u304b\u306a \u30ab\u30ca"),
    Hostile("Hangul in pieces", "\u1112\u1161\u11ab\u1100\u1173\u11af", "\ud55c\uae00"),
    _same("Thai", "\u0e19\u0e49\u0e33\u0e1d\u0e19 \u0e01\u0e33"),
    _same("Devanagari", "\u0932\u0915\u094d\u0937\u094d\u092e\u0940"),
    _same("Sinhala with its joiner", f"{SHRI} \u0dbd\u0d82\u0d9a\u0dcf"),
    _same("Tibetan in a pile", "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc Tib"),
    _same("private use", "Pri\ue0b0\uf8ffvate"),
    _same("not yet a letter", "Un\u0378known"),
    Hostile("no character", "No\ufffe\uffff\ufdd0\U0001ffffne", "None"),
    Hostile("half a character", "Ha\ud800\udfff\udc80lf", "Half"),
    Hostile("nothing of a string", "Nu\x00ll", "Null"),
)
LINES = (
    Hostile("a second line", "Two\nLines", "Two Lines"),
    Hostile("a line for Windows", "Win\r\nDows", "Win Dows"),
    Hostile("a carriage return", "Car\rRet", "Car Ret"),
    Hostile("a tab", "Tab\tBed", "Tab Bed"),
    Hostile("other ends of lines", "Nel\x85Ls\u2028Ps\u2029Vt\x0bFf\x0c", "NelLsPsVtFf"),
    Hostile("separators", "Fs\x1cGs\x1dRs\x1eUs\x1f", "FsGsRsUs"),
)
FORMULAS = (
    _same("a formula", "=1+1"),
    _same("a formula that calls", '=HYPERLINK("https://evil.example";"Ann")'),
    _same("a sum", "+49 151 23"),
    _same("a minus", "-Anne"),
    _same("an at", "@Anna"),
    _same("a formula of full width", "\uff1d1\uff0b1"),
    _same("an at of full width", "\uff20Ann"),
    Hostile("a formula behind a tab", "\t=2+2", "=2+2"),
    Hostile("a formula behind a return", "\r=3+3", "=3+3"),
    Hostile("a formula behind what is not seen", "\u200b=4+4", "=4+4"),
    _same("a command of a spreadsheet", "=cmd|' /C calc'!A0"),
)
LANGUAGES = (
    _same("a path upwards", "../../etc/passwd"),
    _same("a path of Windows", "..\\..\\C:\\nul"),
    _same("a device", "CON"),
    _same("another device", "NUL.txt"),
    _same("a home", "~root"),
    _same("commands of a shell", "$(reboot); `id` | cat && :"),
    _same("quotes", "\"O'Neil\" \u201cQuo\u201d 'tes'"),
    _same("places for values", "%s %d {0} {name} {} %(x)s %"),
    _same("a script", "<script>alert(1)</script>"),
    _same("an attribute", '" onmouseover="alert(2)" x=\''),
    _same("a comment of a page", "--> <img src=x onerror=alert(3)>"),
    _same("an entity", "&lt;b&gt; &amp; &#106;"),
    _same("Markdown", "**bold** _it_ `code` ~~s~~ | # 1. >"),
    _same("an end of a heading", "Learn C ##"),
    _same("a link of Markdown", "![pic](https://evil.example/x.png) <https://evil.example>"),
    _same("an address of the web", "https://evil.example/a?b=c"),
    _same("TOML", "\"\"\" ''' = [x] # no"),
    _same("JSON", '{"a": [1, "b\\u001b"]}'),
    _same("cells of a table", 'a,"b";c\td'.replace("\t", "|")),
    Hostile("a header of a mail", "Ann\r\nBcc: evil@evil.example", "Ann Bcc: evil@evil.example"),
    _same("an encoded header", "=?utf-8?q?a=0D=0ABcc:_evil@evil.example?="),
    _same("an address", 'Ann <ann@example.org>, "B" <b@example.org>'),
    _same("a database", "Robert'); DROP TABLE sessions;--"),
)
CASES = (
    *MARKUP,
    *SEQUENCES,
    *DIRECTIONS,
    *UNSEEN,
    *PILES,
    *SCRIPTS,
    *LINES,
    *FORMULAS,
    *LANGUAGES,
)
NAMED = tuple(one for one in CASES if one.name)
"""Those of which a name is left."""


def in_a_file(text: str) -> str:
    """The text without what no text file can hold."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")


def in_a_note(text: str) -> str:
    """The text in a length that a note takes twice; a longer one is refused."""
    return text[:1_900]


def steers(text: str) -> set[str]:
    """What of the text steers a terminal or the direction of a line, hides, or is no character."""
    if text.isascii() and text.isprintable():
        return set()
    return {
        char
        for char in text
        if (kind := unicodedata.category(char)) in ("Cc", "Cs", "Zl", "Zp")
        or (kind == "Cf" and char not in "\u200c\u200d\u0600\u070f")
        or ord(char) & 0xFFFE == 0xFFFE
        or "\ufdd0" <= char <= "\ufdef"
    }
