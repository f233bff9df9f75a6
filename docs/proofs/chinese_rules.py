#!/usr/bin/env python3
"""Runs the published filters for Chinese on made-up texts, and keeps what they decide: the fixture of ChineseRulesTest.

    chinese_rules.py --map-neo DIR --chinesewebtext DIR --c4 DIR --out decisions.json [--texts FILE [--zhconv DIR [--conversions FILE]]]

--map-neo         a checkout of multimodal-art-projection/MAP-NEO (81f3cad)
--chinesewebtext  a checkout of CASIA-LM/ChineseWebText (aa459c4)
--c4              a checkout of shjwudp/c4-dataset-script (a5653e6)

--texts           instead of made-up texts the real ones of this file, {"id", "text"} a line; --out then has the form of
                  published_rules.py, for 'crawler/bench/run rules-diff --lang zh'
--zhconv          a checkout of gumblex/zhconv: the real converter instead of a stand-in
--conversions     a file to write the converter's table to, for rules-diff and for the step chinesewebtext

Their code runs as it is. What it imports and Python does not bring is replaced by small stand-ins: fasttext answers with a
certain label, jieba cuts after every second character (so the rule of mean word lengths always passes; it is not compared),
zhconv changes exactly the traditional characters listed below, tqdm does nothing.

The texts are put together by chance, with a fixed seed, from sentences written here and from what the rules look for: brackets,
links, hashes, dots, digits, bullets, copies, short lines, listed words. Each line of the output is {"text", "map_neo": the
rule that drops it or "", "plain": the hash of the text as MAP-NEO would keep it, "grams": its nine values of repetition,
"chinesewebtext": the folder that it goes to, "c4": the hash of the lines that stay, or null if the page goes}. Hashes are SHA-256 of the UTF-8 bytes, ten digits of them.
"""
import argparse, hashlib, json, os, random, subprocess, sys, tempfile, types

WORDS = """我们 今天 下午 去 图书馆 借 书 研究 生命 的 起源 是 科学家 任务 由于 天气 原因 航班 被迫 取消 数据 处理 需要 大量 计算 资源 这 家 公司 去年 收入
增加 了 两倍 老师 让 学生 把 作业 放 在 桌子 上 孩子 公园 里 放风筝 文件 保存 到 默认 目录 中 长江 亚洲 最 长 河流 经济 发展 与 环境 保护 同样 重要 火车站 前面
有 一个 大 广场 医生 建议 病人 多 休息 法律 从 下个月 开始 生效 river rises in hills""".split()
ENDS = ["。", "。", "。", "！", "？", "；", "……", "”", "：", "，", "", "."]
EXTRAS = ["【重要通知】", "【广告】", "#话题#", "###", "……", "...", "..", "123456", "13800138000", "2024年", "•", "■ ", "· ", "– ",
  "http://example.com/a?b=1", "www.example.org/中文", "请访问example.com。", "10.20.30.40.example.net", "邮箱abc@x.com联系",
  "國", "學校", "□", "\ufffd", "\ue123", "赌场", "发票", "赌", "ＡＢＣ１２３", "㈱", "①", "²", "½", "\u3000", " ", "\t", "！！！", "～", "ﾃｽﾄ", "𠮷"]
LISTED = ["赌场", "发票", "赌"]
TRADITIONAL = {"國": "国", "學": "学"}


def stand_in(name, **members):
  module = types.ModuleType(name)
  module.__dict__.update(members)
  sys.modules[name] = module


def stand_ins(zhconv):
  class Model:
    def predict(self, text, k=1):
      return (("__label__zh",), (0.99,))
  stand_in("fasttext", load_model=lambda path: Model())
  stand_in("jieba", cut=lambda text: [text[i:i + 2] for i in range(0, len(text), 2)])
  stand_in("tqdm", tqdm=lambda items, **rest: items)
  convert = lambda text, to: "".join(TRADITIONAL.get(c, c) for c in text)
  if zhconv:
    sys.path.insert(0, zhconv)
    return Model()
  stand_in("zhconv", convert=convert, issimp=lambda text: True)
  return Model()


def load(path, **names):
  space = {"__name__": "reference", **names}
  folder, here = os.path.dirname(path), os.getcwd()
  sys.path.insert(0, folder)
  exec(compile(open(path, encoding="utf-8").read(), path, "exec"), space)
  sys.path.pop(0)
  return space


def made_up(count, seed):
  chance = random.Random(seed)
  texts = []
  for _ in range(count):
    words = chance.sample(WORDS, chance.choice([3, 12, len(WORDS), len(WORDS)]))
    ends = chance.choice([ENDS, ENDS, ENDS[:3], [""]])
    copies = chance.choice([[1], [1], [1, 1, 1, 2], [1, 1, 6]])
    extras = chance.sample(EXTRAS, chance.randint(1, 6))
    share = chance.choice([0, 0.05, 0.2, 0.6])
    prefix = chance.choice(["", "", "", "", "", "", "", "• ", "▶"])
    end = chance.choice(["", "", "", "", "", "", "", "", "更多", "展开"])
    lines = []
    longest = chance.choice([2, 12, 30])
    for _ in range(chance.randint(1, chance.choice([3, 12, 24]))):
      sentences = ["".join(chance.choice(words) for _ in range(chance.randint(1, longest))) + chance.choice(ends)
        for _ in range(chance.choice([1, 1, 2]))]
      line = prefix + "".join(sentences) + end
      while chance.random() < share:
        at = chance.randint(0, len(line))
        line = line[:at] + chance.choice(extras) * chance.choice([1, 1, 3]) + line[at:]
      lines += [line] * chance.choice(copies)
    texts.append(chance.choice(["\n", "\n", "\n\n"]).join(lines).strip())
  return texts + ["中。" * 30, "一二三四五六七八九十" * 1001, "中文没有标点" * 20, "a", "中" * 201, "　" * 3 + "短", "字" * 13, "字" * 14,
    "".join(a + b + "#" for a in WORDS[:20] for b in "天地") + "。完。", "".join(a + "……" for a in WORDS[:60]),
    "赌场在这里，发票也在这里，" + "".join(WORDS) + "，".join(WORDS) + "。", "赌场" + "".join(WORDS) + "\n" + "，".join(WORDS) + "。"]


REASONS = {"bracket ratio": "brackets", "Number of senteces less than 1": "sentences",
  "Word count less than 50 or larger than 10000": "characters", "Hash tag ratios exceeding 0.1": "hash-runs",
  "Ellipsis ratios exceeding 0.1": "ellipsis-runs", "Digit over non_punctuation words": "digits",
  "Lines ending with readmore etc.": "more-lines", "Line starting with bullet point": "bullet-lines", "Punctuation ratio": "punctuation",
  "Unique words fraction": "different-characters", "Entropy of unigram distribution": "entropy"}


def map_neo(reference, text):
  kept, plain, why = reference["unify_format"](text)
  if not kept:
    return "brackets", None
  nothing = types.SimpleNamespace(search=lambda url: False)
  _, plain, _ = reference["url_filter"]({"raw_content": plain, "url": "http://example.com/"}, nothing)
  kept, why = reference["self_defined_rules"](plain)
  return ("" if kept else REASONS[next(iter(why))]), plain


def chinesewebtext(reference, texts, listed):
  with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open("dict.txt", "w", encoding="utf-8") as words:
      words.write("".join("kind\t%s\n" % word for word in listed))
    with open("pages.jsonl", "w", encoding="utf-8") as pages:
      for i, text in enumerate(texts):
        pages.write(json.dumps({"raw_content": text, "url": str(i), "title": "", "source_domain": ""}) + "\n")
    os.makedirs("in")
    os.rename("pages.jsonl", "in/pages.jsonl")
    reference["preprocess"]("in/pages.jsonl")
    where = {}
    for kind in ["length", "character", "sensitive", "duplication", "remain"]:
      for line in open(os.path.join("in", kind, "pages.jsonl"), encoding="utf-8"):
        where[int(json.loads(line)["info"]["url"])] = kind
    os.chdir("/")
    return [where[i] for i in range(len(texts))]


def c4(script, texts, listed):
  with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "tqdm.py"), "w") as module:
      module.write("def tqdm(items):\n  return items\n")
    words = os.path.join(folder, "words")
    with open(words, "w", encoding="utf-8") as file:
      file.write("".join(word + "\n" for word in listed))
    lines = "".join(json.dumps({"text": text, "id": i}) + "\n" for i, text in enumerate(texts))
    done = subprocess.run([sys.executable, script, "--badwords_filepath", words,
      "--output_bad_lines", os.path.join(folder, "bad")], input=lines, text=True, capture_output=True, check=True,
      cwd=folder, env={**os.environ, "PYTHONPATH": folder, "PYTHONIOENCODING": "utf-8"})
    kept = {}
    for line in done.stdout.splitlines():
      page = json.loads(line)
      kept[page["id"]] = page["text"]
    return [kept.get(i) for i in range(len(texts))]


def hash_of(text, digits=10):
  return None if text is None else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def checks(reason, plain, grams, where, lines):
  """The decisions about a text under the names that rules-diff has."""
  found = {"map-neo": reason == "", "chinesewebtext": where == "remain", "cjk-lines": lines is not None}
  if reason:
    found["map-neo/" + reason] = False
  if plain:
    found["map-neo/text"] = hash_of(plain, 16)
  for n, share in zip(range(2, 11), grams or []):
    found["map-neo/%s-%d-gram" % ("top" if n < 5 else "duplicate", n)] = share
  if lines is not None:
    found["cjk-lines/text"] = hash_of(lines, 16)
  return found


def main():
  parser = argparse.ArgumentParser()
  for name in ["--map-neo", "--chinesewebtext", "--c4", "--out"]:
    parser.add_argument(name, required=True)
  parser.add_argument("--texts")
  parser.add_argument("--zhconv")
  parser.add_argument("--conversions")
  given = parser.parse_args()
  out, c4_script = os.path.abspath(given.out), os.path.abspath(given.c4)
  model = stand_ins(given.zhconv and os.path.abspath(given.zhconv))
  neo = load(os.path.join(given.map_neo, "Matrix/chinese_data_clean_pipeline/filter/filter.py"), model=model)
  web = load(os.path.join(given.chinesewebtext, "preprocess.py"))
  if given.conversions:
    import zhconv.zhconv
    with open(given.conversions, "w", encoding="utf-8") as file:
      for word, becomes in sorted(zhconv.zhconv.getdict("zh-cn").items()):
        file.write("%s\t%s\n" % (word, becomes))
  if given.texts:
    with open(given.texts, encoding="utf-8") as file:
      pages = [json.loads(line) for line in file]
    ids, texts, listed = [page["id"] for page in pages], [page["text"] for page in pages], []
  else:
    ids, texts, listed = None, made_up(360, 6), LISTED
  folders = chinesewebtext(web, texts, listed)
  good_lines = c4(os.path.join(c4_script, "c4_dataset_script/Chinese/filter_out_bad_lines.py"), texts, listed)
  with open(out, "w", encoding="utf-8") as file:
    for i, (text, where, lines) in enumerate(zip(texts, folders, good_lines)):
      reason, plain = map_neo(neo, text)
      grams = [neo["count_ngram_duplicates"](plain, n) / len(plain) for n in range(2, 11)] if plain else None
      if ids:
        row = {"id": ids[i], "checks": checks(reason, plain, grams, where, lines)}
      else:
        row = {"text": text, "map_neo": reason, "plain": hash_of(plain), "grams": grams,
          "chinesewebtext": where, "c4": hash_of(lines)}
      file.write(json.dumps(row, ensure_ascii=False) + "\n")


main()
