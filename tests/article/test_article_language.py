from __future__ import annotations

import subprocess
import sys

import pytest

from factcheck.article import languages_left_out, parse_article
from factcheck.article.language import language_name

ENGLISH = [
    "The mayor of Lower Marsh said on Monday that the bridge would stay closed until June, after engineers had found a crack in it.",
    "Shopkeepers said that they were losing money because nobody could reach them, and they want the city to pay for what they lost.",
    "The council will meet on Thursday to decide whether the work can start, and it has asked two firms for their offers.",
]
FOREIGN = {
    "Afrikaans": "Volgens twee mense wat by die saak betrokke is, was die ministerie al in die herfs gewaarsku, het 'n woordvoerder gesê.",
    "Arabic": "قالت رئيسة البلدية يوم الاثنين إن الجسر سيظل مغلقا حتى شهر يونيو بعد اكتشاف شق طويل.",
    "Chinese": "市长周一表示，在发现一条十四厘米长的裂缝之后，这座桥将一直关闭到六月。",
    "Danish": "De handlende kræver erstatning for det, de har mistet. Mere end ni tusind biler kørte hver dag over broen her i byen.",
    "Dutch": "Volgens twee mensen die bij de zaak betrokken zijn, was het ministerie al in het najaar gewaarschuwd.",
    "Finnish": "Kaupunginjohtaja sanoi maanantaina, että silta pysyy suljettuna kesäkuuhun asti, kun siitä löytyi pitkä halkeama.",
    "French": "Selon deux personnes proches du dossier, le ministère avait été averti dès l'automne, a assuré son porte-parole.",
    "German": "Nach Angaben von zwei mit dem Vorgang vertrauten Personen war das Ministerium bereits im Herbst gewarnt worden.",
    "Greek": "Η δήμαρχος δήλωσε τη Δευτέρα ότι η γέφυρα θα παραμείνει κλειστή μέχρι τον Ιούνιο.",
    "Hindi": "महापौर ने सोमवार को कहा कि चौदह सेंटीमीटर की दरार मिलने के बाद पुल जून तक बंद रहेगा।",
    "Italian": "Secondo due persone informate sui fatti, il ministero era stato avvertito già in autunno, ha assicurato il portavoce.",
    "Japanese": "市長は月曜日、長い亀裂が見つかったため、橋は六月まで閉鎖されると述べた。",
    "Polish": "Według dwóch osób znających sprawę ministerstwo ostrzeżono już jesienią, zapewnił w poniedziałek rzecznik.",
    "Portuguese": "Segundo duas pessoas próximas do processo, o ministério tinha sido avisado no outono, garantiu o porta-voz.",
    "Russian": "По словам двух человек, знакомых с делом, министерство предупредили ещё осенью.",
    "Spanish": "Según dos personas cercanas al caso, el ministerio había sido advertido ya en otoño, aseguró su portavoz.",
    "Swahili": "Meya alisema Jumatatu kwamba daraja litaendelea kufungwa hadi mwezi wa Juni baada ya ufa mkubwa kugunduliwa.",
    "Turkish": "Belediye başkanı pazartesi günü, büyük bir çatlağın bulunmasının ardından köprünün kapalı kalacağını söyledi.",
}
ODD_ENGLISH = [
    "Mayor Ana Ferreira de Souza met Giorgos Papadopoulos, Jürgen Müller and Mikołaj Wiśniewski in São Tomé.",
    "Ferreira, 43. Müller, 51. Wiśniewski, 39. Papadopoulos, 60.",
    "Results: Lions 24, Tigers 17; Harbour United 3, Marsh Rovers 1; Valley Wanderers 0, Hill Athletic 0.",
    "THE MAYOR SAID THE BRIDGE WOULD STAY CLOSED UNTIL JUNE. RESIDENTS WERE ANGRY AND WANTED TO KNOW WHY.",
    "BRIDGE CLOSED, MAYOR BLAMES ENGINEERS, RESIDENTS DEMAND ANSWERS TODAY",
    "Ingredients: two cups flour, one teaspoon baking powder, half cup butter, three large eggs, pinch salt.",
    'The minister called it "une catastrophe nationale" and the "grande fissure" "vraiment inquiétante", according to a paper.',
    "He was awarded the Grand Prix de la Francophonie et des Arts Dramatiques at the Palais des Festivals et des Congrès.",
    'Thousands marched through Barcelona, Madrid, Sevilla, Valencia and Zaragoza chanting "No pasarán" and "Viva la libertad".',
    "Shares in Siemens, BASF, Volkswagen, Allianz and Deutsche Telekom fell sharply in Frankfurt trading.",
    "Yer man at the cooncil says the brig isnae gaun tae open afore June, an folk are fair scunnered wi it.",
    "for path in sorted(os.listdir('.')): print(path, os.path.getsize(path), sep='\\t')",
    "Yes.",
]


def article(*paragraphs, **options):
    return parse_article("\n\n".join(paragraphs), id="a", **options)


@pytest.mark.parametrize("language", FOREIGN)
def test_a_paragraph_in_another_language_is_left_out_of_an_english_article(language):
    mixed = article(*ENGLISH, FOREIGN[language], ENGLISH[0])
    assert [block.span.of(mixed.text) for block in mixed.blocks if block.language] == [FOREIGN[language]]
    assert dict(languages_left_out(mixed)) == {language: 1}
    assert len(mixed.asserting_blocks) == len(ENGLISH) + 1


@pytest.mark.parametrize("language", FOREIGN)
def test_nothing_is_read_of_an_article_in_another_language(language):
    foreign = article("Mayor Closes Bridge", FOREIGN[language], "Müller, 51.", FOREIGN[language])
    assert not foreign.asserting_blocks
    assert set(languages_left_out(foreign)) == {language}


@pytest.mark.parametrize("text", ODD_ENGLISH)
def test_odd_english_is_english(text):
    assert not languages_left_out(article(*ENGLISH, text))
    assert not languages_left_out(article(text))


def test_the_english_part_of_a_bilingual_page_is_read():
    page = article(*ENGLISH, *[FOREIGN["French"]] * 5)
    assert dict(languages_left_out(page)) == {"French": 5}
    assert [block.span.of(page.text) for block in page.asserting_blocks] == ENGLISH


def test_an_editor_may_insist():
    insisted = article(FOREIGN["French"], as_english=True)
    assert insisted.asserting_blocks
    assert not languages_left_out(insisted)


def test_plain_english_needs_no_language_model():
    code = """
import sys
from factcheck.article import parse_article
parse_article(sys.argv[1], id="a")
assert "py3langid" not in sys.modules
"""
    text = "\n\n".join([*ENGLISH, "Ferreira, 43. Müller, 51.", '"It is closed," she said.'])
    subprocess.run([sys.executable, "-c", code, text], check=True)


def test_a_rare_language_is_another_language():
    assert (language_name("fr"), language_name("xxx")) == ("French", "another language")
