# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds a telephone number in a text, in any form that a machine or a person would read back."""

import base64
import binascii
import re
import urllib.parse

TAIL = 8  # the last digits of a number: they stand in each national and international way of writing it
SEPARATORS = re.compile(r"(?<=\d)[ \t.\-()/_,;:*~'\"\u00a0\u2010-\u2015]{1,3}(?=\d)")
BASE64_RUN = re.compile(r"[A-Za-z0-9+/_\-]{8,}")
HEX_RUN = re.compile(r"(?:[0-9A-Fa-f]{2}[ :\-]?){6,}[0-9A-Fa-f]?")
DEPTH = 2


def tail(number):
    return re.sub(r"\D", "", number)[-TAIL:]


def plain_views(text):
    """The text, and the text with its digits written together and in one script."""
    yield "plain", text
    digits = "".join(str(int(c)) if c.isdigit() and c.isdecimal() else c for c in text)
    yield "punctuated", SEPARATORS.sub("", SEPARATORS.sub("", digits))


def decoded(text):
    """What stands in the text in another coding: (name, text)."""
    unquoted = urllib.parse.unquote(text, errors="replace")
    if unquoted != text:
        yield "percent-encoded", unquoted
    for run in BASE64_RUN.findall(text):
        usual = run.replace("-", "+").replace("_", "/")
        for offset in range(4):
            part = usual[offset:]
            part = part[: len(part) // 4 * 4] or part + "=" * (-len(part) % 4)
            rest = usual[offset:]
            for piece in {part, rest + "=" * (-len(rest) % 4)}:
                try:
                    yield "base64", base64.b64decode(piece, validate=True).decode("latin-1")
                except (binascii.Error, ValueError):
                    continue
    for run in HEX_RUN.findall(text):
        clean = re.sub(r"[ :\-]", "", run)
        for offset in range(2):
            part = clean[offset:]
            part = part[: len(part) // 2 * 2]
            yield "hex", bytes.fromhex(part).decode("latin-1")


def search(text, needles, depth):
    for view, content in plain_views(text):
        for name, needle in needles:
            if needle in content:
                return name if view == "plain" else f"{view} {name}".strip()
    if depth:
        for coding, content in decoded(text):
            found = search(content, needles, depth - 1)
            if found is not None:
                return f"{coding} {found}".strip()
    return None


def find_number(text, number):
    """The form in which the number stands in the text, or None."""
    digits = tail(number)
    full = re.sub(r"\D", "", number)
    padded = full + "f" * (len(full) % 2)
    swapped = "".join(padded[i + 1] + padded[i] for i in range(0, len(padded), 2))  # as ISUP writes it
    needles = [("digits", digits), ("reversed", digits[::-1]), ("swapped", swapped)]
    return search(text, needles, DEPTH)


def planted(number):
    """(form, text that holds the number in it), for the self-test."""
    digits = re.sub(r"\D", "", number)
    national = digits[2:]
    yield "plain", f"From: <sip:+{digits}@host>"
    yield "national", f"X: 0{national}"
    yield "punctuated", f"Subject: (0{national[:3]}) {national[3:6]}-{national[6:8]}.{national[8:]}"
    yield "spaced out", "X: " + " ".join(digits)
    yield "percent-encoded", "X: " + "".join(f"%{ord(c):02X}" for c in "+" + digits)
    yield "percent-encoded twice", "X: " + "".join(f"%25{ord(c):02x}" for c in digits)
    yield "full width", "X: " + "".join(chr(0xFF10 + int(c)) for c in digits)
    for before in ("", "t", "te", "tel"):
        coded = base64.b64encode((before + ":" * bool(before) + digits).encode()).decode()
        yield "base64", f"X: {coded}"
        yield "base64 without padding, for addresses", "X: " + coded.rstrip("=").replace("+", "-").replace("/", "_")
        yield "base64 in a longer word", f"X: z9hG4bK{coded}"
    yield "hex", "X: " + digits.encode().hex()
    yield "hex in capitals with colons", "X: " + digits.encode().hex(":").upper()
    yield "hex in an odd place", "X: a" + digits.encode().hex()
    yield "reversed", "X: " + digits[::-1]
    yield "reversed in base64", "X: " + base64.b64encode(digits[::-1].encode()).decode()
    padded = digits + "f" * (len(digits) % 2)
    yield "swapped", "X: " + "".join(padded[i + 1] + padded[i] for i in range(0, len(padded), 2))


def self_test(number, harmless):
    """Forms that were not found, and harmless texts in which something was found."""
    problems = [f"a number that was planted {form} is not found" for form, text in planted(number)
                if find_number(f"INVITE sip:x SIP/2.0\r\nVia: v\r\n{text}\r\n\r\n", number) is None]
    for text in harmless:
        found = find_number(text, number)
        if found is not None:
            problems.append(f"a number is found ({found}) where there is none")
    return problems
