"""What long counts are divided by: work of a kind that a linter does, in plain Python, always the same. An interpreter of another build
changes both counts alike."""

import re
from collections import Counter

_LINE = re.compile(r"^([A-Z_]+\d*)=(.*)$", re.MULTILINE)


def main(rounds: int = 12) -> int:
    """Search bytes, match lines, split and join texts, fill dicts, call functions."""
    total = 0
    for number in range(rounds):
        text = "".join(f"NAME_{index}=value {index * number}, another one\n" for index in range(1500))
        data = text.encode().lower()
        total += data.count(b"value") + data.find(b"nothing of this") + len(data.translate(None, b" ,\n"))
        pairs = {match[1]: match[2] for match in _LINE.finditer(text)}
        total += sum(_weight(name, value) for name, value in pairs.items())
        counts = Counter(word for value in pairs.values() for word in value.split())
        total += len(sorted(counts, key=lambda word: (-counts[word], word)))
        total += sum(1 for character in text if character.isupper() or character == "=")
    return total


def _weight(name: str, value: str) -> int:
    if name.endswith("7") and value.startswith("value"):
        return len(value.strip().partition(",")[0])
    return len(name) + value.find("another")


if __name__ == "__main__":
    main()
