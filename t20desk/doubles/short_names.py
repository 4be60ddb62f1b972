"""Short forms of given names, and endings that make a name one of the other sex."""

# ruff: noqa: E501 - lists of words are read best as words in a row

from functools import lru_cache
from typing import Final

from t20desk.doubles.folding import fold_name

_SHORT: Final = """
Alexander Alex Sascha Sasha Xander Alec Alek Sandy | Alexandra Alex Alexa Sandra Sascha Sasha Sandy
Alejandro Alex Ale | Albert Al Bert Berti | Andreas Andi Andy Andre Anders | Andrew Andy Drew
Angelika Geli Angela | Anthony Tony Anton Antonio Toni | Anna Anne Annie Anja Anita Hanna Annette
Barbara Babs Bärbel Babsi | Benjamin Ben Benny Benni Benno | Bernhard Bernd Bernard Bernie Hardy
Birgit Gitta Brigitte Gitte | Catherine Kate Cathy Katie Kathy Kat Cate Katherine Kathryn Catharina
Charles Charlie Chuck Karl Carl | Christian Chris Krischan | Christina Tina Chris Christine Kristina
Christoph Chris Christopher Christof Stoffel Topher Kit | Claudia Claudi | Cornelia Conny Nele Conni
Daniel Dan Danny Dani | Daniela Dani Danielle Ela | David Dave Davy | Dieter Dietrich Didi
Dmitri Dima Mitya Dmitry Dimitri Dmitrij | Dorothea Doris Dora Thea Dorothee Dorothy Dolly
Edward Ed Ted Eddie Ned Teddy Eduard Edi | Ekaterina Katja Katya Katia Jekaterina Katharina
Elisabeth Lisa Elli Lisbeth Elsbeth Betty Else Lissy Sissi Elisa Ella Elizabeth Liz Beth Lizzie Libby
Elizabeth Liz Beth Betty Lizzie Eliza Betsy Libby Elsie Lisa | Emanuel Manuel Manu | Emil Milo
Ernst Erni Ernest Ernie | Eugene Gene Jewgeni Evgeny Zhenya | Ferdinand Ferdi Nando Fernando
Florian Flo Flori | Francesco Franco Cesco | Francis Frank Frankie Franz Franziskus
Franziska Franzi Ziska Sissy | Friedrich Fritz Fred Friedel Frederick Freddy Frederic Frederik Rick
Gabriele Gabi Gaby Gabriela Gabriella | Georg George Schorsch Jörg Jürgen Georgie | Gerhard Gerd Gert
Gregor Greg Gregory Gregorio | Guillaume Guy Gui Willem | Günther Günter Gunter
Hans Johannes Johann Hannes Hansi John Jan Jens | Harald Harry Harold Hal | Heinrich Heinz Heiner
Heinrich Henry Hein Henri Hendrik Henrik | Helena Lena Helene Helen Leni Ellen Elena | Helmut Helle
Hildegard Hilde Hildi | Ingeborg Inge Inga | Irene Reni | Isabella Bella Isa Isabel Isabelle
Jacqueline Jacky Jackie | Jakob Jacob Jake Jack James Jim Jascha | James Jim Jimmy Jamie Jem
Jennifer Jenny Jen Jenni | Jessica Jess Jessie | Joachim Jochen Achim Jo Jochim | Johanna Hanna Hanne
Johanna Joan Jo Jana | John Jack Johnny Jon Jonny | Jonathan Jon Nathan | Josef Joseph Sepp Jupp Joe
José Pepe Chepe Jose | Josephine Josie Fine Josefine Pina | Julia Jule Juliane Julie Juli | Karl Kalle
Katharina Kathrin Käthe Katrin Kati Katja Kathi Trine Rina Catarina Ina Kate Cathrin Karin
Kenneth Ken Kenny | Klaus Nikolaus Claus Niklas Klaas | Konrad Conny Kurt Conrad | Konstantin Kostja
Lawrence Larry Laurence Lars Lorenz | Leonard Leo Len Lenny Leonhard Hartl Leon | Leonardo Leo
Ludwig Lutz Louis Luis Wiggerl Lewis | Magdalena Lena Magda Madeleine Leni Madlen Maddy
Manfred Fredi Manni Manne | Margarete Grete Gretel Gretchen Marga Margit Gitta Margret Rita Gritt Meta
Margarete Greta Margareta Margaret | Margaret Peggy Maggie Meg Madge Rita Marge Daisy Greta
Maria Mia Marie Mary Mariechen Mizzi Marija Maja Mitzi Ria | Martin Marty Tino | Matthew Matt Matty
Matthias Matze Mathias Hias Matti Matthäus Matt | Maximilian Max Maxi | Mehmet Memo
Michael Mike Michi Mick Mischa Michel Mickey Mikael Micha Misha Michail Mikhail Miguel Mitch
Michaela Michi Micha Ela Miki | Monika Moni Mona Monica | Natalia Natascha Natasha Natalie Natalja Talia
Nathaniel Nat Nathan Nate | Nicholas Nick Nicky Nico Klaus Nikolas Nicolas Colin | Nicole Nicki Niki
Oliver Olli Ollie Noll Olivier | Olga Olja Olya | Patricia Pat Patty Trish Tricia Patsy
Patrick Pat Paddy Patric | Paul Pablo Pavel Paolo | Peter Pete Piet Petr Pjotr Pit Pedro Pierre Piotr
Philipp Phil Philip Lipp Pip Philippe Felipe | Rafael Rafa Raphael Rafe | Raimund Mundl Raymond Ray
Rebecca Becky Bekki Becca | Reinhard Reiner Rainer Hardy | Renate Rena Reni Nate
Richard Dick Rick Rich Ricky Ricardo Ritchie | Robert Rob Bob Robbie Bobby Bert Robi Roberto
Roland Roli Rolly Orlando | Ronald Ron Ronny Ronnie | Rudolf Rudi Rolf Ralf Rudolph Rudy
Samantha Sam Sammy | Samuel Sam Sammy | Sebastian Basti Bastian Seb Sebi Wastl Bas
Sergei Serjoscha Sergey Serge Sergej Sergio | Siegfried Siggi Sigi Siegi Sigfrid | Silvia Silvi Sylvia
Sophia Sophie Sofie Sonja Sofia | Stefan Steffen Stephan Steve Steven Stephen Stevie Steph Stepan Esteban
Stefanie Steffi Stephanie Steffie Steph Fanny | Susanne Susi Sanne Susan Sue Suse Susanna Suzanne Suzie
Tatjana Tanja Tatiana Tanya Tania | Theodor Theo Teddy Fedor Fjodor Ted | Theresa Resi Therese Terry Tess
Thomas Tom Tommy Thom Tomas | Timothy Tim Timmy Timo | Ulrich Uli Ulli Udo Ueli Utz | Ulrike Ulli Uli Rike
Ursula Uschi Ulla Ursel Ulli | Valentin Valti Velten | Veronika Vroni Vera Veronica Ronja Nika
Victor Vic Viktor Vitja | Victoria Vicky Viktoria Tori Vicki Toria | Vincent Vince Vinny Vinzenz
Vladimir Wolodja Volodya Wladimir Vova Waldemar | Walter Walt Walther Wally Wat | Werner Wern
Wilhelm Willi Willy Will Wim Helm William | Wilhelmine Minna Mine Wilma Mina | William Bill Will Billy
William Willy Liam Wills Guillaume | Wolfgang Wolf Wolfi Wölfi Wolle | Yves Ivo Iwan Ivan
Zachary Zach Zack | Łukasz Luk Lukas Lucas Luke | Agnieszka Aga Agnes Agi | Lucía Luci Lucia Luz
Matteo Teo Mattia | Giulia Giu Julia | Giuseppe Beppe Peppe Pino | Giovanni Gianni Vanni Nino
István Pista Stefan Isti | Zoltán Zoli | László Laci Ladislaus | Ayşe Ayse Ayscha | Rajesh Raj Raju
"""
_ENDINGS: Final = ("a", "e", "ie", "ia", "ina", "ine", "in", "ka", "ella", "elle", "ova", "na")
_PAIRS: Final = frozenset(
    frozenset(pair.split()) for pair in
    ("andreas andrea", "christian christina", "christian christiane", "stefan stefanie", "julius julia",
     "mario maria",
     "claudio claudia", "silvio silvia", "alexandre alexandra", "alexander alexandra",
     "gabriel gabriele", "michael michaela", "andre andrea", "marc mara", "marius maria")
)  # fmt: skip


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[int]]:
    """The sets of names that each name belongs to, by folded name."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_SHORT.replace("\n", "|").split("|")):
        for name in line.split():
            found.setdefault(fold_name(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def is_short_form(one: str, other: str) -> bool:
    """Whether two folded given names may belong to one person: Liz and Elizabeth."""
    groups = _groups()
    mine, theirs = groups.get(one), groups.get(other)
    return bool(mine and theirs and mine & theirs)


def is_given_name(name: str) -> bool:
    """Whether a folded word is a given name or a short form that we know."""
    return name in _groups()


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    """For each name one that all names stand for that are linked by short forms."""
    heads: dict[str, str] = {}
    by_set: dict[int, str] = {}
    for name, numbers in sorted(_groups().items()):
        known = [by_set[number] for number in numbers if number in by_set]
        head = min([name, *known])
        by_set.update(dict.fromkeys(numbers, head))
        heads[name] = head
        for other in known:
            by_set.update((n, head) for n, found in by_set.items() if found == other)
            heads.update((n, head) for n, found in heads.items() if found == other)
    return heads


def first_form(name: str) -> str:
    """What all forms of a given name share: one of them, else the first letter."""
    return _families().get(name) or name[:1]


def is_other_sex(one: str, other: str) -> bool:
    """Whether two folded names differ only as those of a man and a woman do."""
    if frozenset((one, other)) in _PAIRS:
        return True
    short, long = sorted((one, other), key=len)
    ends = {long.removeprefix(short), long.removeprefix(short[:-1])}
    return long != short and long.startswith(short[:-1]) and not ends.isdisjoint(_ENDINGS)
