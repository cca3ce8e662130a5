"""The short code that an issued paper bears at its foot: eight characters, the last one checks the others.

The alphabet has 23 characters, none of which is easily taken for another (no 0 and O, 1 and I, 2 and Z, 5
and S, 8 and B, 6 and G, U and V). As 23 is prime and each place has a weight of its own, every single wrong
character and every exchange of two characters is found.
"""

from __future__ import annotations

import hashlib
import unicodedata

ALPHABET = "34679ACDEFHJKMNPQRTVWXY"
LENGTH = 8
_BASE = len(ALPHABET)


def code_of(*facts: str | int) -> str:
    """Return the code of a paper, derived from the SHA-256 of what it is: ACDEFHJ and a check character."""
    digest = hashlib.sha256("\x1f".join(str(fact) for fact in facts).encode()).digest()
    rest = int.from_bytes(digest, "big")
    places = []
    for _ in range(LENGTH - 1):
        rest, place = divmod(rest, _BASE)
        places.append(place)
    return "".join(ALPHABET[place] for place in (*places, _check_of(places)))


def normalised(typed: str) -> str:
    """Return a code as it is kept: capitals, without spaces, hyphens and the word 校验码 before it."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    plain = plain.replace("校验码", "")
    return "".join(one for one in plain if not one.isspace() and one not in "-‐‑–—_:.,·")


def shown(code: str) -> str:
    """Return a code as it is printed: ACDE-FHJK."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def fault_of(typed: str) -> str:
    """Say in a sentence why something typed cannot be a code; empty when it can be one."""
    code = normalised(typed)
    if not code:
        return "没有输入校验码。"
    strange = "".join(dict.fromkeys(one for one in code if one not in ALPHABET))
    if strange:
        return f"校验码里没有“{strange}”，请再看一遍纸上的字。"
    if len(code) != LENGTH:
        return f"校验码是 {LENGTH} 个字符，现在是 {len(code)} 个。"
    if not is_well_formed(code):
        return "校验码输错了：有一个字符不对，或者有两个字符换了位置。"
    return ""


def is_well_formed(code: str) -> bool:
    """Tell whether a normalised code has the right length and check character."""
    if len(code) != LENGTH or any(one not in ALPHABET for one in code):
        return False
    places = [ALPHABET.index(one) for one in code]
    return places[-1] == _check_of(places[:-1])


def _check_of(places: list[int]) -> int:
    """Return the check place: with weights 1, 2, 3 ... and 8 for the last, the sum is a multiple of 23."""
    total = sum(weight * place for weight, place in enumerate(places, start=1))
    return -total * pow(LENGTH, -1, _BASE) % _BASE
