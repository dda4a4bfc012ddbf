"""Parses programs in languages that this machine may not have. Reads {language, text}[] from standard input, prints where each is not in the grammar."""
import json
import sys

import tree_sitter_c_sharp
import tree_sitter_php
import tree_sitter_swift
from tree_sitter import Language, Parser

GRAMMARS = {
    "csharp": tree_sitter_c_sharp.language(),
    "php": tree_sitter_php.language_php(),
    "swift": tree_sitter_swift.language(),
}


def faults(node):
    if node.is_error or node.is_missing:
        yield f"line {node.start_point[0] + 1}: {node.text.decode()[:80]}"
    for child in node.children:
        yield from faults(child)


programs = json.load(sys.stdin)
found = []
for program in programs:
    parser = Parser(Language(GRAMMARS[program["language"]]))
    found.append(list(faults(parser.parse(program["text"].encode()).root_node)))
json.dump(found, sys.stdout)
