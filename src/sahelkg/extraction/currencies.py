"""How currencies are written, English and French, by ISO 4217 code.

A dollar without a country is the United States dollar, a CFA franc without a region that of West Africa. Names that several
states share and that nothing tells apart (franc, pound, dinar, shilling alone) are left out: no currency is better than
a guess.
"""

import re

_ADJECTIVED = {
    "CAD": (r"canadi(?:an|ens?)", "dollar"),
    "AUD": (r"austral(?:ian|iens?)", "dollar"),
    "NZD": (r"(?:new zealand|néo-zélandais)", "dollar"),
    "NAD": (r"namibi(?:an|ens?)", "dollar"),
    "LRD": (r"liberian|libériens?", "dollar"),
    "CHF": (r"swiss|suisses?", "franc"),
    "FRF": (r"french|français", "franc"),
    "BEF": (r"belgian|belges?", "franc"),
    "LUF": (r"luxembourg|luxembourgeois", "franc"),
    "GNF": (r"guinean|guinéens?", "franc"),
    "CDF": (r"congolese|congolais", "franc"),
    "BIF": (r"burundian|burundais", "franc"),
    "RWF": (r"rwandan|rwandais", "franc"),
    "DJF": (r"djibouti(?:an)?|djiboutiens?", "franc"),
    "KMF": (r"comorian|comoriens?", "franc"),
    "DZD": (r"algerian|algériens?", "dinar"),
    "TND": (r"tunisian|tunisiens?", "dinar"),
    "LYD": (r"libyan|libyens?", "dinar"),
    "KWD": (r"kuwaiti|koweïtiens?", "dinar"),
    "MAD": (r"moroccan|marocains?", "dirham"),
    "AED": (r"emirati|uae|émirati[es]?s?|émiriens?", "dirham"),
    "SAR": (r"saudi|saoudiens?", "riyal|rial"),
    "QAR": (r"qatari|qatariens?|qatari[es]?s?", "riyal|rial"),
    "SDG": (r"sudanese|soudanaises?", "pound|livre"),
    "SSP": (r"south sudanese|sud-soudanaises?", "pound|livre"),
    "EGP": (r"egyptian|égyptiennes?", "pound|livre"),
    "GBP": (r"sterling|british|britanniques?", "pound|livre"),
    "KES": (r"kenyan|kényans?", "shilling"),
    "UGX": (r"ugandan|ougandais", "shilling"),
    "TZS": (r"tanzanian|tanzaniens?", "shilling"),
    "SOS": (r"somali|somaliens?", "shilling"),
    "NOK": (r"norwegian|norvégiennes?", "kroner?|krone|crown|couronne"),
    "SEK": (r"swedish|suédoises?", "kronor|kroner?|krona|crown|couronne"),
    "DKK": (r"danish|danoises?", "kroner?|krone|crown|couronne"),
}
_NAMES = {
    "XOF": r"west african cfa francs?|cfa francs?(?: bceao)?|francs? cfa(?: bceao)?|f\.? ?cfa",
    "XAF": r"central african cfa francs?|cfa francs? beac|francs? cfa beac|francs? cfa d[’']afrique centrale",
    "EUR": r"euros?(?:[’']s)?(?!-)",
    "USD": r"(?:us|u\.s\.|united states|american) dollars?|dollars? (?:us\b|des états-unis|américains?)|dollars?(?! canad)",
    "JPY": r"(?:japanese )?yens?(?: japonais)?",
    "CNY": r"(?:chinese )?(?:yuans?|renminbis?)",
    "NGN": r"(?:nigerian )?nairas?",
    "GHS": r"(?:ghana(?:ian)? )?cedis?",
    "GMD": r"dalasis?",
    "MRU": r"ouguiyas?",
    "ETB": r"(?:ethiopian )?birrs?",
    "ZAR": r"(?:south african )?rands?",
    "SLE": r"(?:sierra leonean )?leones?",
    "NLG": r"(?:dutch |netherlands )?guilders|florins(?: néerlandais)?",
    "DEM": r"deutsche ?marks?|german marks?",
    "XDR": r"special drawing rights|droits de tirage sp[ée]ciaux",
    "INR": r"(?:indian )?rupees|roupies(?: indiennes)?",
}
_SIGNS = {
    "USD": r"us ?\$|u\.s\. ?\$|usd ?\$|\$ ?us|\$",
    "CAD": r"ca?n?\$|\$ ?can?",
    "AUD": r"au?\$|\$ ?au",
    "NZD": r"nz\$",
    "EUR": r"€",
    "GBP": r"£",
    "JPY": r"¥",
    "NGN": r"₦",
    "GHS": r"gh[₵¢]",
    "INR": r"₹",
    "XDR": r"dts",
}
_CODES = (
    "EUR USD CAD AUD NZD GBP CHF JPY CNY XOF XAF NGN GHS GMD GNF SLE LRD MRU MRO DZD TND LYD MAD EGP SDG SSP ETB KES UGX "
    "TZS SOS RWF BIF CDF DJF ZAR NAD BWP MZN AOA ZMW MWK MGA MUR KMF CVE STN ERN NOK SEK DKK SAR AED QAR KWD TRY RUB INR "
    "BRL XDR FRF DEM NLG BEF LUF ITL"
).split()


def _patterns() -> list[tuple[str, str]]:
    """(code, pattern), the longest wording first so that a qualified name wins over a bare one."""
    patterns = []
    for code, (adjective, nouns) in _ADJECTIVED.items():
        patterns.append((code, rf"(?:{adjective})[ \u00a0](?:{nouns})s?|(?:{nouns})s?[ \u00a0](?:{adjective})"))
    patterns.extend(_NAMES.items())
    return patterns


_named = _patterns()
_NAME = re.compile("|".join(f"(?P<n{i}>(?:{pattern})(?![^\\W_]))" for i, (_, pattern) in enumerate(_named)), re.IGNORECASE)
_sign_order = ["CAD", "AUD", "NZD", "USD", "EUR", "GBP", "JPY", "NGN", "GHS", "INR", "XDR"]
_SIGN = re.compile("|".join(f"(?P<s{code}>{_SIGNS[code]})" for code in _sign_order), re.IGNORECASE)
_CODE = re.compile(rf"(?:{'|'.join(_CODES)})(?![^\W\d_])|FCFA(?![^\W_])")
_SIGN_BEFORE = re.compile(
    "(?<![^\\W_])(?:" + "|".join(f"(?P<s{code}>{_SIGNS[code]})" for code in _sign_order) + r")[ \u00a0\u202f]?\Z",
    re.IGNORECASE,
)
_CODE_BEFORE = re.compile(rf"(?<![^\W_])(?P<code>{'|'.join(_CODES)}|FCFA|F CFA|Euros?)[ \u00a0\u202f]?\Z")
_LINK = re.compile(r"[\s\u00a0\u202f]{0,2}(?:(?:de|of|en|in)[\s\u00a0]+|d[’'][\s\u00a0]?)?")
_REACH = 8


def currency_after(text: str, offset: int) -> tuple[str, int] | None:
    """The currency written behind an offset (``euros``, ``d’euros``, ``€``, ``de dollars US``) and where it ends."""
    link = _LINK.match(text, offset)
    start = link.end() if link else offset
    if start == offset and offset < len(text) and text[offset].isalpha() and not text[offset].isupper():
        return None
    code = _CODE.match(text, start)
    if code:
        return _code(code.group()), code.end()
    sign = _SIGN.match(text, start)
    if sign and not text[sign.end() : sign.end() + 1].isalnum():
        return str(sign.lastgroup)[1:], sign.end()
    name = _NAME.match(text, start)
    return (_named[int(str(name.lastgroup)[1:])][0], name.end()) if name else None


def currency_before(text: str, offset: int) -> tuple[str, int] | None:
    """The currency written before an offset (``€``, ``US$``, ``XOF``) and where it begins."""
    begin = max(0, offset - _REACH)
    window = text[begin:offset]
    sign = _SIGN_BEFORE.search(window)
    if sign:
        return str(sign.lastgroup)[1:], begin + sign.start()
    code = _CODE_BEFORE.search(window)
    return (_code(code["code"]), begin + code.start()) if code else None


def _code(written: str) -> str:
    return {"FCFA": "XOF", "F CFA": "XOF", "Euro": "EUR", "Euros": "EUR"}.get(written, written)
