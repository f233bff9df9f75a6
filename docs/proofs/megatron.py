#!/usr/bin/env python3
"""Compares token exports with Megatron-LM's own code (numpy is needed, torch is not) and with a tokenizer written apart from all libraries.

    megatron.py make  --megatron DIR --out DIR                   the fixtures of the tests: a tiny tokenizer, texts with their tokens, and
                                                                 the .bin and .idx that Megatron-LM's builder makes of them
    megatron.py check --megatron DIR EXPORT [--texts EXPORT]     reads each shard by Megatron-LM's reader, has its builder write the
                                                                 documents again, and compares all bytes; with an export of the same
                                                                 pages as lines of JSON, encodes their texts with the tiny tokenizer and
                                                                 compares all tokens

--megatron is a clone of NVIDIA/Megatron-LM; only megatron/core/datasets/indexed_dataset.py is run.
The tiny tokenizer is byte-level BPE: a text is cut before each run of white space, bytes are written as GPT-2 writes them, and pairs are
merged in the order in which they were learned from a few sentences below. It has control tokens in its vocabulary and beside it.
"""
import argparse, collections, importlib.util, json, re, subprocess, sys, types
from pathlib import Path

import numpy

SENTENCES = """
A sluice lets the river through and keeps the gold. The quick brown fox jumps over the lazy dog, and the dog does not mind.
Water that runs through the gate turns the wheel; what the wheel grinds is flour. 1234567890 and 3.14159 are numbers, and 2026 is a year.
Die Schleuse hält das Gold zurück, und der Fluss fließt weiter. L'écluse retient l'or et laisse passer la rivière.
水闸让河水通过，把金子留下来。河水流过闸门，转动水轮。繁體字與简体字都在這裡。水門は川の水を通し、金を残す。
Привет, мир! Река течёт через шлюз. 😀😀 <html> {"key": [1, 2, 3]} \t\tif (x == 0) { return; }
""" * 3
MERGES = 200
END, BESIDE = "<|endoftext|>", "<|beside|>"
WORDS = re.compile(r"\s*\S+|\s+")

CASES = [
  "A sluice lets the river through and keeps the gold.",
  "水闸让河水通过，把金子留下来。",
  "The end: <|endoftext|> is text here, and <|beside|> as well.",
  "Emoji 😀👩‍👩‍👧 and 𠮷, a NUL \0, tabs\t\tand\n\nempty lines.  Two spaces",
  " leading and trailing ",
  "é",
  "x" * 1000,
]


def byte_letters():
  """The letter that GPT-2 writes for each byte."""
  shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
  letters, others = {b: chr(b) for b in shown}, 0
  for b in range(256):
    if b not in letters:
      letters[b] = chr(256 + others)
      others += 1
  return letters


def words(text, letters):
  return [tuple(letters[b] for b in word.encode()) for word in WORDS.findall(text)]


def merged(word, pair):
  out, i = [], 0
  while i < len(word):
    if word[i:i + 2] == pair:
      out.append(word[i] + word[i + 1])
      i += 2
    else:
      out.append(word[i])
      i += 1
  return tuple(out)


def learn():
  letters = byte_letters()
  vocabulary = {letter: i for i, letter in enumerate(letters[b] for b in range(256))}
  vocabulary[END] = len(vocabulary)
  counted, merges = collections.Counter(words(SENTENCES, letters)), []
  while len(merges) < MERGES:
    pairs = collections.Counter()
    for word, count in counted.items():
      for pair in zip(word, word[1:]):
        pairs[pair] += count
    pair = min(pairs, key=lambda it: (-pairs[it], it))
    merges.append(pair)
    vocabulary["".join(pair)] = len(vocabulary)
    counted = collections.Counter({merged(word, pair): count for word, count in counted.items()})
  return vocabulary, merges


def control(number, name):
  return {"id": number, "content": name, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}


def tokenizer_json(vocabulary, merges):
  return {
    "version": "1.0", "truncation": {"direction": "Right", "max_length": 8, "strategy": "LongestFirst", "stride": 0}, "padding": None,
    "added_tokens": [control(vocabulary[END], END), control(len(vocabulary), BESIDE)],
    "normalizer": None,
    "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
      {"type": "Split", "pattern": {"Regex": WORDS.pattern}, "behavior": "Isolated", "invert": False},
      {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}]},
    "post_processor": {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": BESIDE, "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
      "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
      "special_tokens": {BESIDE: {"id": BESIDE, "ids": [len(vocabulary)], "tokens": [BESIDE]}}},
    "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
    "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None, "end_of_word_suffix": None,
      "fuse_unk": False, "byte_fallback": False, "ignore_merges": False, "vocab": vocabulary, "merges": [" ".join(pair) for pair in merges]}}


class Tiny:
  def __init__(self):
    self.vocabulary, self.merges = learn()
    self.ranks = {pair: i for i, pair in enumerate(self.merges)}
    self.letters, self.known = byte_letters(), {}

  def encode(self, text):
    return [self.vocabulary[token] for word in words(text, self.letters) for token in self.tokens(word)]

  def tokens(self, word):
    if word not in self.known:
      parts = word
      while len(parts) > 1:
        pair = min(zip(parts, parts[1:]), key=lambda it: self.ranks.get(it, len(self.ranks)))
        if pair not in self.ranks:
          break
        parts = merged(parts, pair)
      self.known[word] = parts
    return self.known[word]


def megatron(clone):
  """Megatron-LM's module, with stand-ins for what it imports and does not need here."""
  torch = types.ModuleType("torch")
  torch.Tensor, torch.utils = object, types.ModuleType("torch.utils")
  torch.utils.data = types.ModuleType("torch.utils.data")
  torch.utils.data.Dataset = object
  storage = types.ModuleType("megatron.core.datasets.object_storage_utils")
  for name in "S3Config ObjectStorageConfig cache_index_file dataset_exists get_index_cache_path get_object_storage_access parse_s3_path".split():
    setattr(storage, name, type(name, (), {}))
  storage.is_object_storage_path = lambda path: False
  storages = types.ModuleType("megatron.core.msc_utils")
  storages.MultiStorageClientFeature, storages.maybe_msc = object, types.SimpleNamespace(open=open)
  utilities = types.ModuleType("megatron.core.utils")
  utilities.log_single_rank = lambda *ignored, **more: None
  sys.modules.update({"torch": torch, "torch.utils": torch.utils, "torch.utils.data": torch.utils.data, "megatron": types.ModuleType("megatron"),
    "megatron.core": types.ModuleType("megatron.core"), "megatron.core.datasets": types.ModuleType("megatron.core.datasets"),
    storage.__name__: storage, storages.__name__: storages, utilities.__name__: utilities})
  path = Path(clone, "megatron/core/datasets/indexed_dataset.py")
  spec = importlib.util.spec_from_file_location("indexed_dataset", path)
  module = importlib.util.module_from_spec(spec)
  spec.loader.exec_module(module)
  return module


def build(module, documents, vocabulary, prefix):
  builder = module.IndexedDatasetBuilder(f"{prefix}.bin", dtype=module.DType.optimal_dtype(vocabulary))
  for tokens in documents:
    builder.add_document(tokens, [len(tokens)])
  builder.finalize(f"{prefix}.idx")


def make(options):
  tiny, out = Tiny(), Path(options.out)
  out.mkdir(parents=True, exist_ok=True)
  (out / "tiny.json").write_text(json.dumps(tokenizer_json(tiny.vocabulary, tiny.merges), ensure_ascii=False, indent=1) + "\n")
  cases = [{"text": text, "tokens": tiny.encode(text)} for text in CASES]
  (out / "cases.jsonl").write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases))
  ended = [case["tokens"] + [tiny.vocabulary[END]] for case in cases]
  module = megatron(options.megatron)
  build(module, ended, len(tiny.vocabulary) + 1, out / "cases")
  build(module, ended, 65_500, out / "cases-wide")


def texts(export):
  for shard in sorted(Path(export).glob("documents-*.jsonl.zst")):
    lines = subprocess.run(["zstd", "-dc", shard], check=True, capture_output=True).stdout
    for line in lines.split(b"\n"):
      if line:
        yield json.loads(line)["text"]


def check(options):
  module, manifest = megatron(options.megatron), json.loads(Path(options.export, "manifest.json").read_text())
  tokenizer, found = manifest["tokenizer"], []
  for shard in manifest["shards"]:
    prefix = str(Path(options.export, shard["file"]))[:-len(".bin")]
    dataset = module.IndexedDataset(prefix)
    documents = [dataset[i] for i in range(len(dataset))]
    assert len(documents) == shard["documents"], prefix
    assert sum(map(len, documents)) == shard["tokens"], prefix
    assert dataset.index.dtype.__name__ == tokenizer["type"], prefix
    if "eod_number" in tokenizer:
      assert all(document[-1] == tokenizer["eod_number"] for document in documents), prefix
    again = Path(options.export, "megatron-again")
    build(module, documents, tokenizer["vocabulary"], again)
    for end in (".bin", ".idx"):
      assert Path(prefix + end).read_bytes() == Path(f"{again}{end}").read_bytes(), prefix + end
      Path(f"{again}{end}").unlink()
    found += [document.tolist() for document in documents]
  print(f"{len(manifest['shards'])} shards, {len(found)} documents, {sum(map(len, found))} tokens: read by Megatron-LM, and every byte as its builder writes it")
  if options.texts:
    tiny = Tiny()
    expected = [tiny.encode(text) + [tiny.vocabulary[END]] for text in texts(options.texts)]
    assert expected == found
    print(f"{len(expected)} texts: every token as the tokenizer above gives it")


def main():
  parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
  commands = parser.add_subparsers(required=True)
  maker = commands.add_parser("make")
  maker.add_argument("--megatron", required=True)
  maker.add_argument("--out", required=True)
  maker.set_defaults(run=make)
  checker = commands.add_parser("check")
  checker.add_argument("--megatron", required=True)
  checker.add_argument("--texts")
  checker.add_argument("export")
  checker.set_defaults(run=check)
  options = parser.parse_args()
  options.run(options)


main()
