#!/usr/bin/env python3
"""Gathers real texts in Chinese or Japanese for the comparison with published rules.

    real_texts.py --language zh --out texts.jsonl [--extracted FILE ...] [--markdown DIR ...] [--man DIR ...] [--ntrex DIR]

--extracted  what 'sluice extract' wrote of pages: those that it takes for the language
--markdown   folders with Markdown files, taken as they are: checkouts of repositories
--man        folders of manual pages, such as /usr/share/man/ja: their paragraphs and headings, without what typesets them
--ntrex      a checkout of MicrosoftTranslator/NTREX: news, a text for each document and translation

Each line of the output is {"id", "text", "language"}. A text that was there already is left out, and so is one in which fewer
than a third of the letters are Han or Kana: manuals have pages that nobody has translated.
"""
import argparse, gzip, hashlib, json, re
from pathlib import Path

NTREX = {"zh": ["zho-CN", "zho-TW", "yue"], "ja": ["jpn"]}


def extracted(files, language):
    for file in files:
        for line in open(file, encoding="utf-8"):
            page = json.loads(line)
            if page.get("language") == language and page.get("text"):
                yield f"{Path(file).stem}/{page['id']}", page["text"]


def markdown(folders):
    for folder in folders:
        for file in sorted(Path(folder).rglob("*.md")):
            yield f"{Path(folder).name}/{file.relative_to(folder)}", file.read_text("utf-8", "replace")


def man(folders):
    for folder in folders:
        for file in sorted(f for f in Path(folder).rglob("*.gz") if f.is_file() and not f.is_symlink()):
            lines, joins = [], False
            for line in gzip.open(file, "rt", encoding="utf-8", errors="replace").read().split("\n"):
                request = re.match(r"[.'](\S*)\s*(.*)", line)
                if request and request[1] in ("SH", "SS", "B", "I", "BR", "IR", "RB", "BI", "IB", "RI", "TP"):
                    text, heading = request[2], request[1] in ("SH", "SS")
                elif request:
                    joins = joins and request[1] in ("", "\\\"")
                    continue
                else:
                    text, heading = line, False
                text = re.sub(r"\\f(\[\w*\]|\(..|.)|\\[&%/,:]|\\s[-+]?\d|\"", "", text)
                text = re.sub(r"\\\*?(\(..|\[[^\]]*\])", "", text).replace("\\-", "-").replace("\\ ", " ").replace("\\e", "\\").strip()
                if joins and text and not heading:
                    lines[-1] += " " + text
                elif text:
                    lines.append(text)
                joins = bool(text) and not heading
            yield f"{Path(folder).name}/{file.name}", "\n".join(lines)


def ntrex(folder, language):
    names = Path(folder, "DOCUMENT_IDS.tsv").read_text("utf-8").split("\n")
    for code in NTREX[language]:
        lines = Path(folder, "NTREX-128", f"newstest2019-ref.{code}.txt").read_text("utf-8").split("\n")
        texts = {}
        for name, line in zip(names, lines):
            texts.setdefault(name.strip(), []).append(line.strip())
        for name, parts in texts.items():
            yield f"{code}/{name}", "\n".join(parts)


def east_asian(text):
    letters = [c for c in text if c.isalpha()]
    return 3 * sum("\u3040" <= c <= "\u30ff" or "\u3400" <= c <= "\u9fff" for c in letters) > len(letters)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--language", choices=sorted(NTREX), required=True)
    options.add_argument("--extracted", nargs="*", default=[])
    options.add_argument("--markdown", nargs="*", default=[])
    options.add_argument("--man", nargs="*", default=[])
    options.add_argument("--ntrex")
    options.add_argument("--out", required=True)
    given = options.parse_args()
    sources = {"pages": extracted(given.extracted, given.language), "Markdown": markdown(given.markdown), "manual pages": man(given.man)}
    if given.ntrex:
        sources["news"] = ntrex(given.ntrex, given.language)
    seen, ids = set(), {}
    with open(given.out, "w", encoding="utf-8") as out:
        for source, texts in sources.items():
            count = 0
            for name, text in texts:
                key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
                if text.strip() and key not in seen and east_asian(text):
                    seen.add(key)
                    count += 1
                    ids[name] = ids.get(name, 0) + 1
                    name += f"#{ids[name]}" if ids[name] > 1 else ""
                    out.write(json.dumps({"id": name, "text": text, "language": given.language}, ensure_ascii=False) + "\n")
            print(f"{count} from {source}")


main()
