"""The lexicon as data: well-formed, complete in both languages, free of contradictions, and wide enough."""

import importlib.util
import re
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pycountry
import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from sahelkg.lexicon import fold, load_lexicon
from sahelkg.model import Label
from sahelkg.ontology import load_ontology
from sahelkg.settings import domain_folder
from sahelkg.vocabulary import ID, ONTOLOGY

FOLDER = domain_folder() / "ontology" / "lexicon"
SAHEL = Namespace(ONTOLOGY)
NAMES = [SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SAHEL.acronym, SAHEL.demonym]

FILES = {path.name: Graph().parse(path) for path in sorted(FOLDER.glob("*.ttl"))}
GRAPH = Graph()
for part in FILES.values():
    GRAPH += part
ONTOLOGY_GRAPH = Graph().parse(domain_folder() / "ontology" / "sahel.ttl")
CLASSES = load_ontology(domain_folder() / "ontology" / "sahel.ttl")
LEXICON = load_lexicon(FOLDER)

G5_STATES = ["burkina-faso", "chad", "mali", "mauritania", "niger"]


def entities() -> set[URIRef]:
    return {subject for subject in GRAPH.subjects(RDF.type, None) if isinstance(subject, URIRef)}


def cls(entity: URIRef) -> str:
    return str(GRAPH.value(entity, RDF.type)).removeprefix(ONTOLOGY)


def linked(slug: str, link: str) -> set[str]:
    return {str(value).removeprefix(ID) for value in GRAPH.objects(URIRef(ID + slug), SAHEL[link])}


@pytest.fixture(scope="module")
def make_states() -> ModuleType:
    """The script that writes the states, as a module."""
    path = Path(__file__).parent.parent / "scripts" / "make_states.py"
    spec = importlib.util.spec_from_file_location("make_states", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Form.


def test_every_entity_stands_in_one_file_with_one_class_of_the_ontology() -> None:
    homes = defaultdict(set)
    for name, graph in FILES.items():
        for subject in graph.subjects():
            homes[subject].add(name)
    assert {str(entity): files for entity, files in homes.items() if len(files) != 1} == {}
    assert [entity for entity in entities() if len(list(GRAPH.objects(entity, RDF.type))) != 1] == []
    assert {cls(entity) for entity in entities()} <= set(CLASSES.superclasses)


def test_every_class_used_is_one_that_things_of_the_world_have() -> None:
    assert [entity for entity in entities() if not CLASSES.is_a(cls(entity), ["Entity"])] == []


def test_a_slug_is_words_of_ascii_letters_and_digits_joined_by_hyphens() -> None:
    slugs = [entity.removeprefix(ID) for entity in entities()]
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_every_entity_has_one_preferred_name_and_one_definition_in_each_language() -> None:
    for link in (SKOS.prefLabel, SKOS.definition):
        lacking = [
            str(entity)
            for entity in entities()
            if sorted(str(value.language) for value in GRAPH.objects(entity, link) if isinstance(value, Literal))
            != ["en", "fr"]
        ]
        assert lacking == []


def test_every_name_is_in_a_language_and_without_stray_blanks() -> None:
    for link in NAMES:
        for name in GRAPH.objects(None, link):
            assert isinstance(name, Literal)
            assert name.language in {"en", "fr"}
            assert str(name) == " ".join(str(name).split())
            assert len(name) > 1


def test_a_definition_is_one_sentence() -> None:
    odd = [str(text) for text in GRAPH.objects(None, SKOS.definition) if not re.fullmatch(r"[A-ZÉÀÎ].*[^.]\.", str(text))]
    assert odd == []


def test_every_link_leads_to_an_entity_of_the_lexicon() -> None:
    known = entities()
    loose = [(str(subject), str(value)) for subject, _, value in GRAPH if str(value).startswith(ID) and value not in known]
    assert loose == []


def test_every_link_holds_domain_and_range() -> None:
    for subject, link, value in GRAPH:
        if not str(value).startswith(ID):
            continue
        assert isinstance(subject, URIRef)
        assert isinstance(value, URIRef)
        for end, which in ((subject, RDFS.domain), (value, RDFS.range)):
            needed = str(ONTOLOGY_GRAPH.value(link, which)).removeprefix(ONTOLOGY)
            assert CLASSES.is_a(cls(end), [needed]), (subject, link, value)


def test_every_predicate_of_the_files_is_known() -> None:
    ours = {*NAMES, RDF.type, SKOS.definition, SKOS.exactMatch}
    links = {SAHEL[name] for name in ("partOf", "locatedIn", "ledBy", "namedAfter", "capital", "groups", "operatesIn")}
    assert set(GRAPH.predicates()) <= ours | links | {SAHEL.ambiguous, SAHEL.memberOf}


def test_no_name_belongs_to_two_entities_of_one_kind_unless_marked_ambiguous_or_the_acronym_of_several_missions() -> None:
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for slug, entity in LEXICON.entities.items():
        for label in entity.labels:
            if label.kind == "acronym" and CLASSES.kind(entity.cls) == "Mission":
                continue
            # Acronyms are told apart by case, other names are not.
            name = label.text if label.kind == "acronym" else fold(label.text)
            bearers[CLASSES.kind(entity.cls), re.sub(r"[\s\-–]+", " ", name)].add(slug)
    shared = {key: slugs for key, slugs in bearers.items() if len(slugs - LEXICON.ambiguous) > 1}
    assert shared == {}


def test_nothing_is_part_of_itself_by_a_circle() -> None:
    for link in (SAHEL.partOf, SAHEL.locatedIn):
        for entity in GRAPH.subjects(link, None):
            assert all(entity not in GRAPH.transitive_objects(whole, link) for whole in GRAPH.objects(entity, link)), entity


def test_links_outside_lead_to_wikidata_and_eu_authority_tables_only() -> None:
    allowed = r"http://publications\.europa\.eu/resource/authority/(country/[A-Z]{3}|corporate-body/[A-Z]+)|http://www\.wikidata\.org/entity/Q\d+"
    targets = [str(value) for value in GRAPH.objects(None, SKOS.exactMatch)]
    assert [target for target in targets if not re.fullmatch(allowed, target)] == []
    assert len(targets) == len(set(targets))


# Width.


def test_the_lexicon_names_far_more_than_states_and_capitals() -> None:
    beyond = [
        entity for name, graph in FILES.items() if name != "states.ttl" for entity in set(graph.subjects(RDF.type, None))
    ]
    assert len(beyond) >= 250


@pytest.mark.parametrize(
    "kind", ["State", "Organisation", "Mission", "Agreement", "Meeting", "Fund", "Programme", "Person", "Place", "Document"]
)
def test_every_kind_of_thing_is_represented(kind: str) -> None:
    assert any(CLASSES.kind(entity.cls) == kind for entity in LEXICON.entities.values())


SEED_NAMES = """
    G5_Sahel=g5-sahel | Force_conjointe_du_G5_Sahel=g5-sahel-joint-force | FC-G5S=g5-sahel-joint-force
    G5 Joint Force=g5-sahel-joint-force | Joint Force of the G5 Sahel=g5-sahel-joint-force
    G5 Sahel countries=g5-sahel-countries | Member States of the European Union=european-union-member-states
    European Union=european-union | UE=european-union | Union Européenne=european-union
    European Commission=european-commission | Council of the European Union=council-of-the-european-union
    African Union=african-union | Commission de l’Union africaine=african-union-commission
    United Nations=united-nations | Organisation des Nations unies=united-nations | Federica Mogherini=federica-mogherini
    EU Emergency Trust Fund for Africa=eu-emergency-trust-fund-for-africa | FFU=eu-emergency-trust-fund-for-africa
    EU Trust Fund for Africa=eu-emergency-trust-fund-for-africa | Humanitarian aid=humanitarian-aid
    Emergency Trust Fund for Africa=eu-emergency-trust-fund-for-africa | Alliance for the Sahel=sahel-alliance
    Sahel Alliance=sahel-alliance | African Peace Facility=african-peace-facility
    European Development Fund=european-development-fund | African Investment Facility=african-investment-facility
    Instrument contributing to Stability and Peace=instrument-contributing-to-stability-and-peace
    EUCAP Sahel Niger=eucap-sahel-niger | EUCAP Sahel Mali=eucap-sahel-mali | EUCAP Mali=eucap-sahel-mali
    EUCAP Sahel, Mali=eucap-sahel-mali | EUTM Mali=eutm-mali | EUBAM Libye=eubam-libya
    CSDP=common-security-and-defence-policy | CSPD=common-security-and-defence-policy
    UNDP=united-nations-development-programme
    AfDB=african-development-bank | World Bank=world-bank | Agadez=agadez | Abidjan=abidjan | Niamey=niamey
    Accord for Peace & Reconciliation=accord-for-peace-and-reconciliation-in-mali
    Peace and Reconciliation Agreement=accord-for-peace-and-reconciliation-in-mali | Mali peace process=mali-peace-process
    Coordination Hub=eu-coordination-hub | Reuters=reuters | ECRE=european-council-on-refugees-and-exiles
    Catherine Woollard=catherine-woollard | Francesco Rocca=francesco-rocca | IFRC=ifrc
    Thomson Reuters Foundation=thomson-reuters-foundation | Sahel Regional Action Plan=sahel-regional-action-plan
    CENSAD=cen-sad | CEDEAO=economic-community-of-west-african-states
    Organisation Internationale des Migrations=international-organization-for-migration
    Haut- Commissariat aux Réfugiés des Nations Unies=united-nations-high-commissioner-for-refugees
    Office des Nations unies contre la drogue et le crime=united-nations-office-on-drugs-and-crime
    Plan d’action conjoint de la Valette=valletta-action-plan | Plan de la Valette=valletta-action-plan
    Processus de Rabat=rabat-process | Déclaration de Malte=malta-declaration
    Sommet d’Abidjan=abidjan-summit-2017 | Sommet Union européenne-Union africaine d’Abidjan=abidjan-summit-2017
    Protocole de Palerme=protocol-against-trafficking-in-persons
    Palermo Convention=united-nations-convention-against-transnational-organized-crime
    GAR-SI=gar-si | AFIC=afic | Frontex=frontex | Agence Européenne de Garde-Frontières et de Garde-Côtes=frontex
    PCMS=pcms | SIPAO=wapis | WAPIS=wapis | WACAP=west-african-network-of-central-authorities-and-prosecutors
    équipes conjointes d’investigation=joint-investigation-teams
    route de la Méditerranée centrale=central-mediterranean-route
    Task Force tripartite UA-UE-ONU=au-eu-un-task-force | ISIS=islamic-state | EI=islamic-state
    Côte_d’Ivoire=cote-d-ivoire | Libye=libya | Allemagne=germany | UK=united-kingdom
"""


@pytest.mark.parametrize("pair", re.split(r"\s*[|\n]\s*", SEED_NAMES.strip()))
def test_a_name_leads_to_its_entity(pair: str) -> None:
    name, slug = pair.split("=")
    (hit,) = LEXICON.find(name)
    assert (hit.start, hit.end) == (0, len(name))
    assert slug in [entity.slug for entity in hit.entities]


@pytest.mark.parametrize(
    ("slug", "kind", "label"),
    [
        ("g5-sahel", "RegionalOrganisation", "G5 Sahel"),
        ("g5-sahel-countries", "GroupOfStates", "G5 Sahel countries"),
        ("g5-sahel-joint-force", "JointForce", "G5 Sahel Joint Force"),
        ("g5-sahel-permanent-secretariat", "RegionalOrganisation", "Permanent Secretariat of the G5 Sahel"),
        ("european-union", "EuropeanUnionBody", "European Union"),
        ("european-union-member-states", "GroupOfStates", "European Union member states"),
        ("european-council", "EuropeanUnionBody", "European Council"),
        ("council-of-the-european-union", "EuropeanUnionBody", "Council of the European Union"),
        ("council-of-europe", "RegionalOrganisation", "Council of Europe"),
        ("african-union", "AfricanUnionBody", "African Union"),
        ("african-union-commission", "AfricanUnionBody", "African Union Commission"),
        ("eutm-mali", "MilitaryMission", "EUTM Mali"),
        ("eucap-sahel-niger", "CivilianMission", "EUCAP Sahel Niger"),
        ("minusma", "PeaceOperation", "MINUSMA"),
        ("operation-barkhane", "MilitaryMission", "Operation Barkhane"),
        ("sahel-alliance", "Alliance", "Sahel Alliance"),
        ("alliance-of-sahel-states", "RegionalOrganisation", "Alliance of Sahel States"),
        ("european-development-fund", "FinancingInstrument", "European Development Fund"),
        ("eu-emergency-trust-fund-for-africa", "TrustFund", "EU Emergency Trust Fund for Africa"),
        ("taiwan", "Region", "Taiwan"),
        ("kosovo", "Region", "Kosovo"),
        ("western-sahara", "Region", "Western Sahara"),
    ],
)
def test_things_that_are_easily_confused_are_kept_apart(slug: str, kind: str, label: str) -> None:
    entity = LEXICON.entities[slug]
    assert entity.cls == kind
    assert Label(label, "en", "pref") in entity.labels


def test_groups_of_states_name_their_states() -> None:
    assert linked("g5-sahel-countries", "groups") == set(G5_STATES)
    assert len(linked("european-union-member-states", "groups")) == 27
    assert linked("aes-member-states", "groups") == {"burkina-faso", "mali", "niger"}
    assert "united-kingdom" not in linked("european-union-member-states", "groups")


def test_every_csdp_mission_is_led_by_the_european_union() -> None:
    missions = [
        slug for slug, entity in LEXICON.entities.items() if re.match(r"(eucap|eutm|eubam|eunavfor|eufor|eumam)-", slug)
    ]
    assert len(missions) >= 20
    assert [slug for slug in missions if linked(slug, "ledBy") != {"european-union"}] == []


@pytest.mark.parametrize("slug", [slug for slug, entity in LEXICON.entities.items() if entity.cls == "Person"])
def test_a_person_has_a_name_but_no_role_as_a_fact(slug: str) -> None:
    assert LEXICON.entities[slug].links == ()


# States.


def test_the_committed_states_are_what_the_script_makes(make_states: ModuleType) -> None:
    assert (FOLDER / "states.ttl").read_text(encoding="utf-8") == make_states.states_turtle()


def test_all_members_and_observers_of_the_united_nations_are_states() -> None:
    states = set(GRAPH.subjects(RDF.type, SAHEL.State))
    observers = {URIRef(ID + "holy-see"), URIRef(ID + "palestine")}
    assert len(states - observers) == 193
    assert observers < states


def test_a_state_is_tied_to_the_eu_table_of_countries_by_its_iso_code() -> None:
    codes = {
        str(value).rsplit("/", 1)[1]: str(entity).removeprefix(ID)
        for entity, value in GRAPH.subject_objects(SKOS.exactMatch)
        if "/country/" in str(value)
    }
    assert len(codes) == 195
    assert all(pycountry.countries.get(alpha_3=code) for code in codes)
    assert {codes[code] for code in ("BFA", "TCD", "MLI", "MRT", "NER")} == set(G5_STATES)
    assert codes["NGA"] == "nigeria"


def test_every_state_and_the_bodies_that_open_registers_know_are_tied_to_wikidata() -> None:
    numbers = {
        str(entity).removeprefix(ID): str(value).rsplit("/", 1)[1]
        for entity, value in GRAPH.subject_objects(SKOS.exactMatch)
        if "wikidata" in str(value)
    }
    assert {str(entity).removeprefix(ID) for entity in GRAPH.subjects(RDF.type, SAHEL.State)} <= set(numbers)
    known = {"mali": "Q912", "niger": "Q1032", "chad": "Q657", "burkina-faso": "Q965", "mauritania": "Q1025"}
    known |= {"european-union": "Q458", "united-nations": "Q1065"}
    assert {slug: numbers[slug] for slug in known} == known


def test_a_state_and_its_capital_are_tied_both_ways() -> None:
    for state, city in GRAPH.subject_objects(SAHEL.capital):
        assert (city, SAHEL.locatedIn, state) in GRAPH
    assert linked("mali", "capital") == {"bamako"}
    assert linked("cote-d-ivoire", "capital") == {"yamoussoukro"}


@pytest.mark.parametrize(
    ("demonym", "slug"),
    [
        ("Nigerien", "niger"),
        ("nigérienne", "niger"),
        ("nigériens", "niger"),
        ("Nigerian", "nigeria"),
        ("nigériane", "nigeria"),
        ("nigérians", "nigeria"),
        ("Guinean", "guinea"),
        ("Bissau-Guinean", "guinea-bissau"),
        ("équato-guinéenne", "equatorial-guinea"),
        ("Malians", "mali"),
        ("maliennes", "mali"),
        ("burkinabé", "burkina-faso"),
        ("centrafricaine", "central-african-republic"),
        ("sud-soudanais", "south-sudan"),
        ("soudanaise", "sudan"),
        ("Dutch", "netherlands"),
        ("British", "united-kingdom"),
        ("grecque", "greece"),
        ("turques", "turkiye"),
        ("malgaches", "madagascar"),
    ],
)
def test_a_demonym_leads_to_its_state_alone(demonym: str, slug: str) -> None:
    (hit,) = LEXICON.find(demonym)
    assert [entity.slug for entity in hit.entities] == [slug]


def test_the_article_is_not_part_of_a_french_name() -> None:
    hits = list(LEXICON.find("L’Allemagne, le Burkina Faso, l’Italie et la Côte d’Ivoire"))
    assert [hit.entities[0].slug for hit in hits] == ["germany", "burkina-faso", "italy", "cote-d-ivoire"]


@pytest.mark.parametrize("word", ["Maurice", "Dominique", "Salvador", "Grenade"])
def test_a_state_is_not_found_in_a_first_name_or_common_word(word: str) -> None:
    assert list(LEXICON.find(word)) == []


@pytest.mark.parametrize(
    ("masculine", "forms"),
    [
        ("malien", ["malien", "maliens", "malienne", "maliennes"]),
        ("français", ["français", "française", "françaises"]),
        ("belge", ["belge", "belges"]),
        ("ghanéen", ["ghanéen", "ghanéens", "ghanéenne", "ghanéennes"]),
        ("grec/grecque", ["grec", "grecs", "grecque", "grecques"]),
        ("africain", ["africain", "africains", "africaine", "africaines"]),
    ],
)
def test_french_demonyms_take_gender_and_number(make_states: ModuleType, masculine: str, forms: list[str]) -> None:
    assert make_states.french_forms(masculine) == forms


@pytest.mark.parametrize(
    ("demonym", "forms"),
    [("Malian", ["Malian", "Malians"]), ("Chinese", ["Chinese"]), ("Dutch", ["Dutch"]), ("Swiss", ["Swiss"])],
)
def test_english_demonyms_take_a_plural_where_there_is_one(make_states: ModuleType, demonym: str, forms: list[str]) -> None:
    assert make_states.english_forms(demonym) == forms


def test_a_row_with_an_unknown_code_is_refused(make_states: ModuleType) -> None:
    with pytest.raises(ValueError, match="XYZ"):
        make_states.names("XYZ")
