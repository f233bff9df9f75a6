#!/usr/bin/env python3
"""Collects labelled texts for `crawler/bench/run language`: one JSON object a line, {"lang", "text", "file"}.

    labelled_texts.py --debian DIR --out DIR [--ntrex DIR] [--udhr DIR] [--sentences DIR] [--benchmark FILE] [--code DIR...]

--debian     a folder with Debian packages unpacked by `dpkg -x PACKAGE.deb DIR/PACKAGE`: documentation and translations
--ntrex      NTREX-128 (news, 128 languages): newstest2019-ref.LANG.txt
--udhr       the Universal Declaration of Human Rights of unicode-org/udhr: udhr_LANG.xml
--sentences  one sentence a line in LANG.txt, such as the test data of the Lingua library
--benchmark  a truth.jsonl of the extraction benchmark (id, lang, text)
--code       folders of source code: texts in no language, labelled zxx

It writes one file for each family of sources (`gnome.jsonl`, `manpages.jsonl` ...), so that what is trained on one family can be
tested on another. The label is BCP 47: `de`, `zh-Hans`, `zh-Hant`, `yue`, `sr-Latn`; varieties of countries are joined.

A label says which folder a text was found in, and translations are often half done. So a paragraph is left out if
- it is found under two languages of the same family: it was not translated (or is a name);
- it has English function words, three different ones and a seventh of all words, but is not labelled English;
- fewer than six of ten letters are of the label's script, or it has fewer than 30 letters (10 in Chinese and Japanese), or than half of it is letters;
- it was seen before.
Texts of user interfaces (.mo, .ftl) are short: after the sifting, neighbours are joined to paragraphs of about 250 characters.
"""
import argparse, collections, gzip, hashlib, html, json, re, struct, sys, unicodedata, zipfile
from pathlib import Path

MOST = 6000  # raw paragraphs of one language of one family
ENGLISH = set("the and of to is that for with this are you it be in on as by an or from not can will which if have has".split())
KEEP_ENGLISH = {"en", "zxx"}
THREE = {"arb": "ar", "afr": "af", "amh": "am", "aze": "az", "bak": "ba", "bel": "be", "ben": "bn", "bod": "bo", "bos": "bs", "bul": "bg",
  "cat": "ca", "ces": "cs", "cym": "cy", "dan": "da", "deu": "de", "div": "dv", "dzo": "dz", "ell": "el", "eng": "en", "est": "et",
  "eus": "eu", "ewe": "ee", "fao": "fo", "fas": "fa", "pes": "fa", "prs": "fa", "fij": "fj", "fil": "tl", "tgl": "tl", "fin": "fi",
  "fra": "fr", "gle": "ga", "gla": "gd", "glg": "gl", "guj": "gu", "hau": "ha", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu",
  "hye": "hy", "ibo": "ig", "ind": "id", "isl": "is", "ita": "it", "jpn": "ja", "kan": "kn", "kat": "ka", "kaz": "kk", "khm": "km",
  "kin": "rw", "kir": "ky", "kmr": "ku", "kor": "ko", "lao": "lo", "lav": "lv", "lit": "lt", "ltz": "lb", "mal": "ml", "mar": "mr",
  "mkd": "mk", "mlg": "mg", "plt": "mg", "mlt": "mt", "mon": "mn", "khk": "mn", "mri": "mi", "msa": "ms", "mya": "my", "nde": "nd",
  "nep": "ne", "nld": "nl", "nno": "nn", "nob": "nb", "nya": "ny", "orm": "om", "pan": "pa", "pol": "pl", "por": "pt", "pus": "ps",
  "ron": "ro", "rus": "ru", "sin": "si", "slk": "sk", "slv": "sl", "smo": "sm", "sna": "sn", "snd": "sd", "som": "so", "spa": "es",
  "sqi": "sq", "als": "sq", "srp": "sr", "ssw": "ss", "swa": "sw", "swh": "sw", "swe": "sv", "tah": "ty", "tam": "ta", "tat": "tt",
  "tel": "te", "tgk": "tg", "tha": "th", "tir": "ti", "ton": "to", "tsn": "tn", "tuk": "tk", "tur": "tr", "uig": "ug", "ukr": "uk",
  "urd": "ur", "uzb": "uz", "uzn": "uz", "ven": "ve", "vie": "vi", "wol": "wo", "xho": "xh", "yor": "yo", "zho": "zh", "cmn": "zh",
  "zul": "zu", "epo": "eo", "ydd": "yi", "fri": "fy", "roh": "rm", "bre": "br", "lat": "la", "sot": "st", "tso": "ts", "lug": "lg",
  "asm": "as", "jav": "jv", "sun": "su", "hat": "ht", "oci": "oc", "cos": "co", "sme": "se", "kal": "kl", "ina": "ia", "lin": "ln",
  "aym": "ay", "grn": "gn", "san": "sa", "nso": "nso"}
SCRIPTS = {"Cyrl": "CYRILLIC", "Arab": "ARABIC", "Deva": "DEVANAGARI", "Beng": "BENGALI", "Hebr": "HEBREW", "Ethi": "ETHIOPIC",
  "Grek": "GREEK", "Thai": "THAI", "Hani": "CJK", "Hang": "HANGUL", "Latn": "LATIN"}
OF = dict([(l, "Cyrl") for l in "ru uk be bg mk mn kk ky tg tt ba".split()] + [(l, "Arab") for l in "ar fa ur ps sd ug ckb".split()]
  + [(l, "Deva") for l in "hi mr ne sa".split()] + [("bn", "Beng"), ("as", "Beng"), ("he", "Hebr"), ("yi", "Hebr"), ("am", "Ethi"),
  ("ti", "Ethi"), ("el", "Grek"), ("th", "Thai"), ("zh", "Hani"), ("yue", "Hani"), ("ja", "Hani"), ("ko", "Hang")])
OTHERS = set("bo dz dv gu hy ka km kn lo ml my pa si ta te zxx shi mey".split())


def label(name):
    """A BCP 47 label for pt_BR, zh-TW, sr@latin, srp-Latn, aze-Latn, nb-no ..."""
    parts = re.split(r"[-_@.]", name)
    code = THREE.get(parts[0].lower(), parts[0].lower())
    rest = {p.lower() for p in parts[1:]}
    if code == "zh":
        return "zh-Hant" if rest & {"tw", "hk", "hant", "mo"} else "zh-Hans"
    if code == "no":
        return "nb"
    if code == "sr":
        return "sr-Latn" if rest & {"latn", "latin", "ijekavianlatin"} else "sr-Cyrl"
    if rest & {"cyrl", "cyrillic"} and code in {"uz", "az", "tk"}:
        return code + "-Cyrl"
    if rest & {"latin", "latn"} and code in {"be", "tt", "kk"}:
        return code + "-Latn"
    return code


def script(lang):
    code, _, part = lang.partition("-")
    if part in SCRIPTS:
        return part
    return None if code in OTHERS else OF.get(code, "Latn")


def clean(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def good(lang, text):
    letters = [c for c in text if c.isalpha()]
    least = 10 if script(lang) == "Hani" else 30
    if lang == "zxx":
        return len(text) >= 30
    if len(letters) < least or 2 * len(letters) < len(text.replace(" ", "")):
        return False
    wanted = script(lang)
    if wanted and wanted != "Hani":
        name = SCRIPTS[wanted]
        own = sum(unicodedata.name(c, "").startswith(name) for c in letters)
        if own < 0.6 * len(letters):
            return False
    if wanted == "Hani" and sum(ord(c) > 0x2E80 for c in letters) < 0.6 * len(letters):
        return False
    if lang not in KEEP_ENGLISH:
        words = re.findall(r"[a-z']+", text.lower())
        hits = [w for w in words if w in ENGLISH]
        if len(set(hits)) >= 3 and len(hits) * 7 >= len(words):
            return False
    return True


# --- readers: each yields (lang, file, text) -------------------------------------------------------------------------

def by_hash(files):
    return sorted(files, key=lambda f: hashlib.md5(str(f).encode()).digest())


def markup(text, element=r"<p(?:\s[^>]*)?>(.*?)</p>"):
    for found in re.findall(element, text, re.S):
        if "<pre" not in found:
            yield clean(html.unescape(re.sub(r"<[^>]+>", "", found)))


def pages(root, pattern, of, element=r"<p(?:\s[^>]*)?>(.*?)</p>"):
    """Paragraphs of HTML or Mallard files; `of` tells the language from a path."""
    groups = collections.defaultdict(list)
    for file in Path(root).glob(pattern):
        lang = of(file)
        if lang:
            groups[label(lang)].append(file)
    for lang in sorted(groups):
        count = 0
        for file in by_hash(groups[lang]):
            if count >= MOST:
                break
            for text in markup(file.read_text("utf-8", "replace"), element):
                if len(text) >= 20:
                    count += 1
                    yield lang, file.name, text


def man(root):
    groups = collections.defaultdict(list)
    for file in Path(root).glob("manpages-*/usr/share/man/*/man*/*.gz"):
        groups[label(file.parts[-3].split(".")[0])].append(file)
    for lang in sorted(groups):
        count = 0
        for file in by_hash(groups[lang]):
            if count >= MOST or not file.is_file():
                continue
            text = gzip.open(file, "rt", encoding="utf-8", errors="replace").read()
            paragraph = []
            for line in text.splitlines() + [".PP"]:
                if re.match(r"[.'](PP|P|LP|TP|IP|SH|SS|sp|br|nf|fi|RS|RE|\\\")", line) or not line.strip():
                    if paragraph:
                        count += 1
                        yield lang, file.name, clean(" ".join(paragraph))
                    paragraph = []
                elif line[0] in ".'":
                    inline = re.match(r"\.(B|I|BR|IR|RB|BI|IB|RI)\s+(.*)", line)
                    if inline:
                        paragraph.append(inline.group(2).replace('"', ""))
                else:
                    line = re.sub(r"\\f(\[[A-Z]*\]|\(..|.)|\\[&%/,]|\\s[-+]?\d", "", line)
                    paragraph.append(re.sub(r"\\\*?(\(..|\[[^\]]*\])", "", line.replace("\\-", "-").replace("\\ ", " ").replace("\\(aq", "'").replace("\\e", "\\")))


def texts(root, glob, of, cut=r"\n\s*\n"):
    for file in by_hash(Path(root).glob(glob)):
        if not file.is_file() or file.suffix in {".dat", ".u8"}:
            continue
        raw = gzip.open(file).read() if file.suffix == ".gz" else file.read_bytes()
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
        for part in re.split(cut, text):
            yield label(of(file)), file.name, clean(part)


def messages(data):
    """The messages of a .mo file without plurals; Python's own reader refuses files whose plural rule is a dummy."""
    count, keys, values = struct.unpack("<3I", data[8:20])
    at = lambda table, i: data[(o := struct.unpack("<2I", data[table + 8 * i:table + 8 * i + 8]))[1]:o[1] + o[0]]
    for i in range(count):
        key, text = at(keys, i), at(values, i)
        if b"\0" not in key:
            yield key.split(b"\4")[-1].decode("utf-8", "replace"), text.decode("utf-8", "replace")


def mo(root):
    for file in sorted(Path(root).glob("wesnoth-*/usr/share/games/wesnoth/*/locale/*/LC_MESSAGES/*.mo")):
        lang = label(file.parts[-3])
        for key, text in messages(file.read_bytes()):
            if key and text and text != key:
                yield lang, file.name, clean(re.sub(r"<[^>]*>|\$\w+\|?|\{[^}]*\}", "", text))
                yield "en", file.name, clean(re.sub(r"<[^>]*>|\$\w+\|?|\{[^}]*\}", "", key))


def ftl(root):
    for file in sorted(Path(root).glob("firefox-esr-l10n-*/usr/lib/firefox-esr/browser/extensions/*.xpi")):
        lang = label(re.search(r"langpack-(.*)@", file.name).group(1))
        with zipfile.ZipFile(file) as packed:
            for name in sorted(packed.namelist()):
                if name.endswith((".ftl", ".properties")):
                    for value in re.findall(r"(?m)^\s*[\w.-]+ ?= ?(.+)$", packed.read(name).decode("utf-8", "replace")):
                        value = re.sub(r"\{[^}]*\}|%\d?\$?[A-Za-z]|<[^>]*>|Firefox|Mozilla|\\n", "", value)
                        yield lang, name, clean(value)


def ntrex(root):
    for file in sorted(Path(root).rglob("newstest2019-ref*.txt")):
        lang = label(re.sub(r"newstest2019-ref(-2)?\.|\.txt", "", file.name))
        for line in file.read_text("utf-8").splitlines():
            yield lang, file.name, clean(line)


def udhr(root):
    for file in sorted(Path(root).rglob("udhr_*.xml")):
        head = file.read_text("utf-8")
        code = re.search(r"iso639-3=['\"](\w+)", head)
        kind = re.search(r"iso15924=['\"](\w+)", head)
        if code and kind:
            lang = label(code.group(1) + "-" + kind.group(1))
            for text in markup(head, r"<para>(.*?)</para>"):
                yield lang, file.name, text


def sentences(root):
    for file in sorted(Path(root).glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            lang = label(file.stem)
            if lang == "sr-Cyrl" and not re.search("[а-я]", line):
                lang = "sr-Latn"
            yield lang, file.name, clean(line)


def benchmark(file):
    pages = [json.loads(line) for line in open(file, encoding="utf-8")]
    for page in sorted(pages, key=lambda page: hashlib.md5(page["id"].encode()).digest()):
        lang = page.get("lang") or "und"
        if lang != "und":
            for part in (page.get("text") or "").split("\n"):
                yield (lang if lang == "zh" else label(lang)), page["id"], clean(part)  # which of the scripts is not told


def code(folders):
    count = 0
    for folder in folders:
        for file in by_hash(f for f in Path(folder).rglob("*") if f.suffix in {".py", ".js", ".h", ".java", ".css", ".json", ".sh", ".c", ".xml", ".pl"}):
            if not file.is_file() or file.stat().st_size > 300_000:
                continue
            text = file.read_text("utf-8", "replace")
            text = re.sub(r"/\*.*?\*/|\"\"\".*?\"\"\"|'''.*?'''|<!--.*?-->", "", text, flags=re.S)
            text = re.sub(r"(?m)^\s*(//|#|\*).*$|\s//.*$|\s#.*$", "", text)
            text = re.sub(r"\"[^\"\n]* [^\"\n]* [^\"\n]*\"|'[^'\n]* [^'\n]* [^'\n]*'", '""', text)
            lines = [l for l in text.splitlines() if len(l.strip()) > 3 and len(l) < 300]
            for i in range(0, min(len(lines), 60), 6):
                yield "zxx", file.name, clean(" ".join(lines[i:i + 6]))
                count += 1
            yield "zxx", file.name, " ".join(str(f) for f in sorted(file.parent.iterdir())[:8])
            if count > 4 * MOST:
                return


# --- sifting ----------------------------------------------------------------------------------------------------------

def sift(rows, out, join):
    rows = list(rows)
    langs = collections.defaultdict(set)
    for lang, _, text in rows:
        langs[text.casefold()].add(lang.split("-")[0])
    seen, kept, dropped = set(), [], collections.Counter()
    for lang, file, text in rows:
        if (lang, text) in seen or len(langs[text.casefold()]) > 1:
            dropped[lang] += 1
            continue
        seen.add((lang, text))
        kept.append((lang, file, text))
    if join:
        kept = joined(kept)
    counts = collections.Counter()
    with open(out, "w", encoding="utf-8") as sink:
        for lang, file, text in kept:
            if not good(lang, text):
                dropped[lang] += 1
            elif counts[lang] < MOST:
                counts[lang] += 1
                sink.write(json.dumps({"lang": lang, "text": text, "file": file}, ensure_ascii=False) + "\n")
    print(f"{Path(out).name}: {len(counts)} languages, {sum(counts.values())} texts kept, {sum(dropped.values())} left out", file=sys.stderr)


def joined(rows):
    groups = collections.defaultdict(list)
    for lang, file, text in rows:
        if len(text) >= 12 and " " in text or script(lang) in {"Hani", "Thai"}:
            groups[lang].append((file, text))
    for lang in sorted(groups):
        paragraph, length = [], 0
        for file, text in groups[lang]:
            paragraph.append(text if text[-1:] in ".!?。！？" else text + ".")
            length += len(text)
            if length >= 250:
                yield lang, file, " ".join(paragraph)
                paragraph, length = [], 0


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("debian", "ntrex", "udhr", "sentences", "benchmark"):
        options.add_argument("--" + name)
    options.add_argument("--code", nargs="*")
    options.add_argument("--out", required=True)
    given = options.parse_args()
    out = Path(given.out)
    out.mkdir(parents=True, exist_ok=True)
    part = lambda i: lambda f: f.parts[i]
    if given.debian:
        root = given.debian
        sift(pages(root, "gnome-user-docs/usr/share/help/*/*/*.page", lambda f: "en" if f.parts[-3] == "C" else f.parts[-3]), out / "gnome.jsonl", False)
        sift(pages(root, "debian-handbook/usr/share/doc/debian-handbook/html/*/*.html", part(-2), r'<div class="para">(.*?)</div>'), out / "handbook.jsonl", False)
        sift(pages(root, "installation-guide-amd64/usr/share/doc/installation-guide-amd64/*/*.html", part(-2)), out / "installation.jsonl", False)
        sift(pages(root, "libreoffice-help-*/usr/share/libreoffice/help/*/text/**/*.html", lambda f: f.parts[f.parts.index("help") + 1]), out / "libreoffice.jsonl", False)
        sift(pages(root, "gimp-help-*/usr/share/gimp/2.0/help/*/*.html", part(-2)), out / "gimp.jsonl", False)
        sift(pages(root, "aptitude-doc-*/usr/share/doc/aptitude/html/*/*.html", part(-2)), out / "aptitude.jsonl", False)
        sift(pages(root, "debian-reference-*/usr/share/debian-reference/*.html", lambda f: f.name.split(".")[-2]), out / "reference.jsonl", False)
        sift(texts(root, "maint-guide-*/usr/share/doc/*/maint-guide.*.txt.gz", lambda f: f.name.split(".")[1]), out / "maintguide.jsonl", False)
        sift(man(root), out / "manpages.jsonl", False)
        sift(texts(root, "fortunes-??/usr/share/games/fortunes*/**/*", lambda f: {"br": "pt-br"}.get(p := next(p for p in f.parts if p.startswith("fortunes-"))[9:], p), r"\n%\n"), out / "fortunes.jsonl", False)
        sift(mo(root), out / "wesnoth.jsonl", True)
        sift(ftl(root), out / "firefox.jsonl", True)
    if given.ntrex:
        sift(ntrex(given.ntrex), out / "ntrex.jsonl", False)
    if given.udhr:
        sift(udhr(given.udhr), out / "udhr.jsonl", False)
    if given.sentences:
        sift(sentences(given.sentences), out / "sentences.jsonl", False)
    if given.benchmark:
        sift(benchmark(given.benchmark), out / "benchmark.jsonl", False)
    if given.code:
        sift(code(given.code), out / "code.jsonl", False)


if __name__ == "__main__":
    main()
