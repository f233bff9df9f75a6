#!/usr/bin/env python3
"""Makes MinHash signatures with datatrove's own code, and prints the processor time that they took.

    minhash_signatures.py --cuts CUTS.txt --datatrove DIR [--hash sha1|crc32|xxhash] [--rounds 3]

CUTS.txt has a text in each line, its words apart by spaces. DIR is a checkout of huggingface/datatrove, whose get_shingles and get_signature run as
they are, with the parameters of FineWeb (word 5-grams, 14 x 8 hashes); writing and sorting of files is left out. It needs numpy and regex.

Two things are not datatrove's. Words are cut by splitting at spaces, so its tokenizer (spaCy) costs nothing. Its default hash, xxhash, is used if it is
installed; otherwise --hash crc32 puts zlib's CRC-32 in its place, which is faster still, so that the comparison is to its favour. With sha1 it is
datatrove as it is.

The output: the seconds of the fastest round, and how many texts had a signature.
"""
import argparse, importlib, sys, time, types, zlib
from pathlib import Path


class Empty(types.ModuleType):
    """A module that has whatever is asked of it, and does nothing."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *a, **k: (a[0] if len(a) == 1 and callable(a[0]) else None)


def stub(name, **has):
    module = Empty(name)
    module.__path__ = []
    module.__dict__.update(has)
    sys.modules[name] = module


class Step:
    def __init__(self):
        pass


class Spaces:
    def word_tokenize(self, text):
        return text.split()


def load(folder, hash_name):
    src = Path(folder) / "src/datatrove"
    for name in "datatrove datatrove.pipeline datatrove.pipeline.dedup datatrove.utils datatrove.utils.hashes".split():
        module = Empty(name)
        module.__path__ = [str(src.parent / name.replace(".", "/"))]
        sys.modules[name] = module
    for name in "loguru fsspec fsspec.spec tqdm datatrove.data datatrove.utils.binaryio datatrove.utils.logging".split():
        stub(name)
    stub("datatrove.io", get_datafolder=lambda folder: folder, DataFolderLike=object)
    stub("datatrove.pipeline.base", PipelineStep=Step)
    stub("datatrove.pipeline.writers")
    stub("datatrove.pipeline.writers.disk_base", DiskWriter=object)
    stub("datatrove.utils.typeshelper", Languages=types.SimpleNamespace(english="eng"), StatHints=object)
    stub("datatrove.utils.word_tokenizers", load_word_tokenizer=lambda language: Spaces())
    stub("datatrove.utils._import_utils", check_required_dependencies=lambda *a, **k: None)
    hashing = importlib.import_module("datatrove.utils.hashing")
    minhash = importlib.import_module("datatrove.pipeline.dedup.minhash")
    config = minhash.MinhashConfig(hash_config=hashing.HashConfig(hash_fc="sha1" if hash_name == "crc32" else hash_name))
    step = minhash.MinhashDedupSignature(None, config)
    if hash_name == "crc32":
        step._hash_func = lambda text: zlib.crc32(text.encode("utf-8"))
    return step


def signatures(step, texts):
    made = 0
    for text in texts:
        shingles = step.get_shingles(text)
        if shingles.size != 0:
            step.get_signature(shingles)
            made += 1
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", required=True)
    parser.add_argument("--datatrove", required=True)
    parser.add_argument("--hash", default="crc32", choices=["sha1", "crc32", "xxhash"])
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    step = load(args.datatrove, args.hash)
    texts = Path(args.cuts).read_text(encoding="utf-8").splitlines()
    fastest, made = float("inf"), 0
    for _ in range(args.rounds):
        before = time.process_time()
        made = signatures(step, texts)
        fastest = min(fastest, time.process_time() - before)
    print("%.6f %d" % (fastest, made))


if __name__ == "__main__":
    main()
