"""Everyday sentences of news: who says what, in words that stand by themselves."""

import datetime as dt

import pytest

from factcheck.claims import RuleExtractor
from factcheck.models import Article, Block, Span

WEDNESDAY = dt.date(2025, 6, 18)
AUTHOR = "Example Daily"


def told(text):
    block = Block(span=Span(start=0, end=len(text)), kind="paragraph")
    found = RuleExtractor().extract(Article(id="a", text=text, blocks=(block,), publisher=AUTHOR, date=WEDNESDAY))
    return [(" < ".join(link.source.canonical for link in claim.chain), claim.text) for claim in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Judge Alan Marsh told Pryce that he was "a danger to women".', [("Alan Marsh", 'He was "a danger to women".')]),
        (
            "Detective Tom Hale said Pryce ran off when he saw the officers, and that he was carrying a knife.",
            [("Tom Hale", "Pryce ran off when he saw the officers."), ("Tom Hale", "He was carrying a knife.")],
        ),
        ("Judge Orla Feeney was told he had 41 previous convictions.", [("unspecified", "He had 41 previous convictions.")]),
        (
            "Manager Kit Dunmore praised Leon Asante, saying he deserved his place in the side.",
            [("Kit Dunmore", "He deserved his place in the side.")],
        ),
        ("Alan Reid, defending, said he had no previous convictions.", [("Alan Reid", "He had no previous convictions.")]),
        (
            "Sgt Lorna Pike said the motorist told her he had only had two pints.",
            [("Lorna Pike < the motorist", "He had only had two pints.")],
        ),
        ("Mary Falk said she would resign in May.", [("Mary Falk", "Mary Falk would resign in May 2026.")]),
        ("Brandt told the BBC he was tired.", [("BBC < Brandt", "Brandt was tired.")]),
        (
            "The council said it was too early to say how many homes were affected.",
            [("the council", "It was too early to say how many homes were affected.")],
        ),
        ("It will rain all weekend, the Met Office said.", [("Met Office", "It will rain all weekend.")]),
        (
            "The company said it was relieved that the strike was over.",
            [("the company", "The company was relieved that the strike was over.")],
        ),
        ("A spokesman for Tesco said it had cut 40 jobs.", [("a spokesman for Tesco", "Tesco had cut 40 jobs.")]),
        (
            "Three members of the party's bureau said that it would boycott the vote.",
            [("three members of the party's bureau", "The party would boycott the vote.")],
        ),
        (
            "Growers in Himachal Pradesh said they would block the highway.",
            [("growers in Himachal Pradesh", "Growers in Himachal Pradesh would block the highway.")],
        ),
        (
            "The union said it had been promised recognition and would strike.",
            [("the union", "The union had been promised recognition."), ("the union", "The union would strike.")],
        ),
        (
            "The Harbour Star was built in 1989 in Gdansk, Poland. It has two engines.",
            [(AUTHOR, "The Harbour Star was built in 1989 in Gdansk, Poland."), (AUTHOR, "It has two engines.")],
        ),
        ("Paolo Brenzoni said he “would welcome a decision”.", [("Paolo Brenzoni", "Paolo Brenzoni “would welcome a decision”.")]),
    ],
)
def test_whom_a_pronoun_means(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Drained peat gives off more carbon than all the cars in the country, a university study found.",
            [("university study", "Drained peat gives off more carbon than all the cars in the country.")],
        ),
        (
            "The farmer next door wants compensation for trampled barley, the Farm Ledger wrote.",
            [("Farm Ledger", "The farmer next door wants compensation for trampled barley.")],
        ),
        (
            "All schools will remain shut until 15 July, the education department ordered.",
            [("the education department", "All schools will remain shut until July 15, 2025.")],
        ),
        ("A Japanese brewer was ready to pay more, according to a banker.", [("a banker", "A Japanese brewer was ready to pay more.")]),
        (
            "The Greens had made the plan a condition for staying in government, it is understood.",
            [("unspecified", "The Greens had made the plan a condition for staying in government.")],
        ),
        (
            "Two ministers fought over the plan in cabinet, people present said.",
            [("people present", "Two ministers fought over the plan in cabinet.")],
        ),
        (
            "The Courier reported that, according to two people close to the inquiry, the throttle had been reported faulty.",
            [("two people close to the inquiry", "The throttle had been reported faulty.")],
        ),
        ("The head of planning, Ruth Dean, said the plan had failed.", [("Ruth Dean", "The plan had failed.")]),
        ("The ban, the officials said, could take effect in March.", [("the officials", "The ban could take effect in March 2026.")]),
        (
            "Norsun will sell its solar unit, sources said, in a sign that the group is short of cash.",
            [("sources", "Norsun will sell its solar unit.")],
        ),
        (
            "The envoy will visit Seoul on Friday, officials said, as tension rises on the border.",
            [("officials", "The envoy will visit Seoul on June 20, 2025 as tension rises on the border.")],
        ),
        (
            "The army said it had captured the village, a claim that could not be independently verified.",
            [("the army", "The army had captured the village.")],
        ),
        (
            "Police confirmed the arrest, adding that the man remained in custody.",
            [("police", "Police confirmed the arrest."), ("police", "The man remained in custody.")],
        ),
        ("The firm has recorded 147 confirmed cases since May.", [(AUTHOR, "The firm has recorded 147 confirmed cases since May 2025.")]),
    ],
)
def test_what_stands_beside_a_content(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"That man saved my life," said Mrs Kaur.', [("Kaur", "That man saved my life.")]),
        ("As many as 40 people were hurt, the agency said.", [("the agency", "As many as 40 people were hurt.")]),
        ("Of the 40 patients, 12 died, the trust said.", [("the trust", "Of the 40 patients, 12 died.")]),
        ("As a result, the officials said, 57 flights had to turn back.", [("the officials", "As a result 57 flights had to turn back.")]),
        ("Whether the ship was hit by a mine is unclear, the navy said.", [("the navy", "Whether the ship was hit by a mine is unclear.")]),
        ("The minister said that, if the vote was lost, taxes would rise.", [("minister", "If the vote was lost, taxes would rise.")]),
    ],
)
def test_what_opens_a_content_stays(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MPs were told that the scheme had run out of money.", [("unspecified", "The scheme had run out of money.")]),
        ("Councillors heard from officers that the site was contaminated.", [("officers", "The site was contaminated.")]),
        ("Drivers were warned to expect delays.", [(AUTHOR, "Drivers were warned to expect delays.")]),
        ("The hearing was told the boy was left alone.", [("unspecified", "The boy was left alone.")]),
        ("The committee was told by officials that the site was unsafe.", [("officials", "The site was unsafe.")]),
    ],
)
def test_who_is_told_is_not_who_tells(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The palace scotched rumours that the king was ill.", [("the palace", "The palace scotched rumours that the king was ill.")]),
        ("The minister gave no indication that she would resign.", [(AUTHOR, "The minister gave no indication that she would resign.")]),
        (
            "The minister stopped short of saying that the treaty was dead.",
            [(AUTHOR, "The minister stopped short of saying that the treaty was dead.")],
        ),
        ("The senator was wrong to claim that wages had doubled.", [(AUTHOR, "The senator was wrong to claim that wages had doubled.")]),
        ("Few residents believe the plan will work.", [(AUTHOR, "Few residents believe the plan will work.")]),
        (
            "The minister did not resign but said the law would be changed.",
            [(AUTHOR, "The minister did not resign."), ("minister", "The law would be changed.")],
        ),
        ("When asked about the delay, the minister said the dam was safe.", [("minister", "The dam was safe.")]),
        (
            "Researchers who wrote programs for Norsun are now helping Calder.",
            [(AUTHOR, "Researchers who wrote programs for Norsun are now helping Calder.")],
        ),
    ],
)
def test_what_was_not_said(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The lawyer said officers beat his client and then said he had fallen.",
            [("the lawyer", "Officers beat his client."), ("the lawyer < officers", "He had fallen.")],
        ),
        (
            "The union said managers broke the law by telling staff that they would be sacked.",
            [
                ("the union", "Managers broke the law by telling staff that they would be sacked."),
                ("the union < managers", "They would be sacked."),
            ],
        ),
        (
            "Roe left the firm in May and told the BBC she was tired.",
            [(AUTHOR, "Roe left the firm in May 2025."), ("BBC < Roe", "Roe was tired.")],
        ),
        (
            "The prime minister said the talks had failed but stressed that diplomacy remained open.",
            [("prime minister", "The talks had failed."), ("prime minister", "Diplomacy remained open.")],
        ),
        (
            "Two senior officials told Lusaka's Morning Copper that Zambia had agreed to cut the water.",
            [("Morning Copper < two senior officials < Zambia", "Zambia had agreed to cut the water.")],
        ),
        (
            "The air force needs a successor to its trainers, which it has flown since 1979.",
            [(AUTHOR, "The air force needs a successor to its trainers, which it has flown since 1979.")],
        ),
        (
            "The closure had been decided in May but kept secret until June, she said.",
            [("she", "The closure had been decided in May 2025 but kept secret until June 2025.")],
        ),
        (
            "A third of the diesel sold on the frontier with Brazil and Paraguay is smuggled abroad, the adviser said.",
            [("the adviser", "A third of the diesel sold on the frontier with Brazil and Paraguay is smuggled abroad.")],
        ),
    ],
)
def test_clauses_keep_their_verbs(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The coroner said the lorry failed to stop.", [("coroner", "The lorry failed to stop.")]),
        ("The company said the plan is likely to cost jobs.", [("the company", "The plan is likely to cost jobs.")]),
        ("The mayor has proposed to sell the water utility.", [("mayor", "The mayor has proposed to sell the water utility.")]),
        (
            "The European Court ordered Poland on May 20 to pay 500,000 euros.",
            [("European Court", "The European Court ordered Poland on May 20, 2025 to pay 500,000 euros.")],
        ),
        ("The two presidents are said to have spoken twice.", [("unspecified", "The two presidents are said to have spoken twice.")]),
        (
            "The House of Lords has voted to delay the bill, officials said.",
            [("officials", "The House of Lords has voted to delay the bill.")],
        ),
        ('Mr Reid described the hospital as "unsafe".', [("Reid", 'Reid described the hospital as "unsafe".')]),
        (
            "Opposition leader Ravi Sethi accused the government of hiding the true death toll.",
            [("Ravi Sethi", "Ravi Sethi accused the government of hiding the true death toll.")],
        ),
        (
            "“We knew it was bad, but we'd no idea how bad,” said Mr Tan.",
            [("Tan", "We knew it was bad."), ("Tan", "We'd no idea how bad.")],
        ),
    ],
)
def test_sentences_from_fragments(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The deal has collapsed, the Wall Street Journal reported on Monday, citing people familiar with the matter.",
            [("Wall Street Journal < people familiar with the matter", "The deal has collapsed.")],
        ),
        (
            "Citing two Israeli officials, Axios reported that the truce had failed.",
            [("Axios < two Israeli officials", "The truce had failed.")],
        ),
        (
            "The company cut 40 jobs, the Financial Times reported, citing a lack of orders.",
            [("Financial Times", "The company cut 40 jobs.")],
        ),
        ("Lavrov was quoted by TASS as saying that the deal had collapsed.", [("TASS < Lavrov", "The deal had collapsed.")]),
        ('"The deal has collapsed," Lavrov was quoted as saying by TASS.', [("TASS < Lavrov", "The deal has collapsed.")]),
    ],
)
def test_who_is_cited(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Navalny, who called the charges "absurd", was jailed for nine years.',
            [(AUTHOR, 'Navalny, who called the charges "absurd", was jailed for nine years.')],
        ),
        ("Smith said on Monday he was innocent.", [("Smith", "Smith was innocent.")]),
        (
            'The senator dismissed the report, calling it a "witch hunt".',
            [(AUTHOR, 'The senator dismissed the report, calling it a "witch hunt".')],
        ),
        ("The charity, based in Oxford, said it had fed 3,000 people.", [("the charity", "The charity had fed 3,000 people.")]),
        ("There were 147 confirmed cases, the ministry said.", [("the ministry", "There were 147 confirmed cases.")]),
        (
            "Norsun Corp. sued Ostara Group, saying it had copied the phone.",
            [(AUTHOR, "Norsun Corp. sued Ostara Group."), ("Norsun Corp", "It had copied the phone.")],
        ),
        ("France's president, Emmanuel Macron, said he would visit Kyiv.", [("Emmanuel Macron", "Emmanuel Macron would visit Kyiv.")]),
        (
            "North Korea accused the US of flying spy planes.",
            [("North Korea", "North Korea accused the United States of flying spy planes.")],
        ),
    ],
)
def test_asides_and_objects(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The road is closed after a lorry overturned on Tuesday.",
            [(AUTHOR, "The road is closed after a lorry overturned on June 17, 2025.")],
        ),
        ("Oil is up 3% since Monday.", [(AUTHOR, "Oil is up 3% since June 16, 2025.")]),
        ("The minister did not learn of the leak until Monday.", [(AUTHOR, "The minister did not learn of the leak until June 16, 2025.")]),
        ("Ministers are meeting on Friday.", [(AUTHOR, "Ministers are meeting on June 20, 2025.")]),
        (
            "A person close to the board said cuts would begin on Monday, June 23, and last a week.",
            [("a person close to the board", "Cuts would begin on June 23, 2025, and last a week.")],
        ),
        ("India has shut 25 airports until May 10.", [(AUTHOR, "India has shut 25 airports until May 10, 2026.")]),
        ("Parliament has called elections for 10 March.", [(AUTHOR, "Parliament has called elections for March 10, 2026.")]),
        ("The company promised to end the cuts by Friday.", [("the company", "The company will end the cuts by June 20, 2025.")]),
        ("Planting is 6 per cent behind last year, the minister said.", [("minister", "Planting is 6 per cent behind 2024.")]),
        ("The roof fell in on Sunday.", [(AUTHOR, "The roof fell in on June 15, 2025.")]),
        ("As of Sunday, 40 people had died.", [(AUTHOR, "As of June 15, 2025, 40 people had died.")]),
    ],
)
def test_dates_ahead(text, expected):
    assert told(text) == expected
