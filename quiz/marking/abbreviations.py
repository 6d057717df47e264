"""Short forms, each read as what it stands for where the other text spells it out.

`St.` is a saint beside `Saint` and a street beside `Street`, and itself beside another `St.`: nothing has to
be guessed.
"""

from collections.abc import Sequence

from quiz.marking.reading import Token

_TABLE = """
st: saint, street
mt: mount
ft: fort
ave: avenue
rd: road
mr: mister
dr: doctor, drive
prof: professor
sen: senator
rep: representative
gov: governor
pres: president
gen: general
col: colonel
lt: lieutenant
capt: captain
sgt: sergeant
adm: admiral
amb: ambassador
min: minister
sec: secretary
jr: junior
sr: senior
co: company
corp: corporation
inc: incorporated
ltd: limited
dept: department
govt: government
intl: international
natl: national
assn: association
univ: university
est: established
vs: versus
v: versus
art: article
sect: section
para: paragraph
ch: chapter
vol: volume
mon: monday
tue: tuesday
tues: tuesday
wed: wednesday
weds: wednesday
thu: thursday
thur: thursday
thurs: thursday
fri: friday
sat: saturday
sun: sunday
us: united states of america, united states, usa
usa: united states of america, united states
uk: united kingdom
un: united nations
eu: european union
uae: united arab emirates
ussr: soviet union
"""
_LONG: dict[str, list[list[str]]] = {
    short: [long.split() for long in longs.split(", ")]
    for short, longs in (line.split(": ") for line in _TABLE.strip().splitlines())
}
_TITLES = frozenset({"mr", "mister", "mrs", "ms"})
"""What may be left out before a name, as it is manners and not who is meant."""


def spell_out(tokens: Sequence[Token], other: Sequence[Token]) -> Sequence[Token]:
    """Returns the tokens with short forms spelt out as in the other text, without a title it has not."""
    titled = not _TITLES.isdisjoint(other)
    found: list[Token] = []
    for token in tokens:
        longs = _LONG.get(token, ()) if isinstance(token, str) else ()
        long = next((long for long in longs if _holds(other, long)), None)
        if long or titled or token not in _TITLES:
            found.extend(long or [token])
    return found or tokens


def _holds(tokens: Sequence[Token], words: Sequence[str]) -> bool:
    ends = range(len(words), len(tokens) + 1)
    return any(list(tokens[end - len(words) : end]) == words for end in ends)
