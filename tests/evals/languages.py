"""In which language a text is written, told by its function words and a few that any answer may hold."""

from __future__ import annotations

import re
from collections import Counter

WORDS = {
    "en": "the a an of to and is are you your i it that this with for not have has here can what which or in on at be if "
    "do does would like they by from there no yes how all more was only but as than these those my me we just "
    "one first last again them their so takes costs hours weeks skills steps found fits",
    "es": "el la los las un una de del y es son que en con para por no se lo su sus tu te me mi al como mas hay o si pero "
    "esta este estos estas cual cuanto sin puedes quieres puedo aqui ya nada desde hasta tiene tienes he "
    "lleva cuesta horas semanas habilidades pasos encontre encaja da precio precios",
    "fr": "le la les un une des du de et est sont que qui en avec pour par ne pas se ce cette ces vous votre vos je il elle "
    "au aux ou si mais plus dans sur sans rien ici peux pouvez voulez ai avez a y quel quelle nous "
    "dure coute heures semaines competences etapes trouve convient prix",
    "de": "der die das ein eine einen einem einer des den dem und ist sind zu mit fur von nicht sie ihr ihre ich es auf "
    "im in am an kann oder aber mehr aus bei wie was hier keine kein hat haben du dein dich noch nur sich wird diese dieser "
    "dauert kostet stunden wochen fahigkeiten schritte gefunden passt preis preise vom ohne",
}
SETS = {language: frozenset(words.split()) for language, words in WORDS.items()}
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“]*“|\"[^\"]*\"|https?://\S+")
ACCENTS = str.maketrans("áàâäéèêëíìîïóòôöúùûüñç", "aaaaeeeeiiiioooouuuunc")


def language_of(text: str, *names: str) -> str | None:
    """The language of most function words outside quotations and names; None where nothing tells."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    words = re.findall(r"[^\W\d_]+", QUOTED.sub(" ", text).casefold().translate(ACCENTS))
    counts = Counter({language: sum(word in known for word in words) for language, known in SETS.items()})
    (first, most), (_, second) = counts.most_common(2)
    return first if most > second else None
