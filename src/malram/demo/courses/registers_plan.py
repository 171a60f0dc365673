# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the registers hold and what people report by hand. Every project, case and decision is made up."""

from __future__ import annotations

from dataclasses import dataclass

HOSPITAL = (
    "medicinkliniken",
    "kirurgkliniken-csk",
    "laboratoriemedicin",
    "bild-och-funktionsdiagnostik",
    "njurmedicin",
)
CARE = (
    *HOSPITAL,
    "ogon",
    "spec-kardiologi",
    "spec-lung",
    "spec-neurologi",
    "barnmottagningen",
    "primarvard-gemensamt",
)
DEPARTMENTS = (
    "planering-och-ekonomi-enhet-1", "hr-avdelningen-enhet-1", "kansliavdelningen-enhet-2",
    "region-it-enhet-1",
    "kommunikationsavdelningen-enhet-1", "regionfastigheter-enhet-2", "hallbar-utveckling-enhet-1",
)  # fmt: skip


@dataclass(frozen=True)
class Entries:
    """So many entries of one kind and status, opened between two days at any of the units."""

    register: str
    kind: str
    status: str
    count: int
    first: str
    last: str
    units: tuple[str, ...]
    days_open: int = 0


ENTRIES = (
    Entries(
        "Projektdatabasen", "klinisk läkemedelsprövning", "pågående", 51, "2024-01-08", "2024-12-16", CARE
    ),
    Entries("Projektdatabasen", "forskningsprojekt", "pågående", 134, "2024-01-08", "2024-12-16", CARE),
    Entries(
        "Projektdatabasen", "klinisk läkemedelsprövning", "pågående", 47, "2023-01-09", "2023-12-18", CARE
    ),
    Entries("Projektdatabasen", "forskningsprojekt", "pågående", 128, "2023-01-09", "2023-12-18", CARE),
    Entries("Projektdatabasen", "forskningsprojekt", "avslutat", 22, "2024-02-01", "2024-11-29", CARE),
    Entries("Forskarutbildning", "doktorsexamen", "avlagd", 5, "2024-02-09", "2024-12-13", CARE),
    Entries("Forskarutbildning", "licentiatexamen", "avlagd", 1, "2024-05-24", "2024-05-24", CARE),
    Entries("Forskarutbildning", "professur", "tillträdd", 1, "2024-09-02", "2024-09-02", CARE),
    Entries(
        "Investeringar",
        "nyinvestering inom ram",
        "avslutad",
        1,
        "2024-04-22",
        "2024-04-22",
        ("csk-operation",),
    ),
    Entries("Investeringar", "nyinvestering inom ram", "avslutad", 1, "2024-06-10", "2024-06-10", ("ogon",)),
    Entries(
        "Investeringar",
        "nyinvestering inom ram",
        "avslutad",
        1,
        "2024-10-07",
        "2024-10-07",
        ("ftv-norrstrand",),
    ),
    Entries("Investeringar", "nyinvestering inom ram", "pågående", 8, "2024-01-22", "2024-12-09", CARE),
    Entries(
        "Investeringar", "hissbyte", "avslutad", 6, "2024-02-12", "2024-11-25", ("regionfastigheter-enhet-1",)
    ),
    Entries(
        "Digitaliseringsportfölj", "åtgärd", "slutförd", 80, "2024-01-17", "2024-12-18", DEPARTMENTS, 120
    ),
    Entries("Digitaliseringsportfölj", "åtgärd", "pågående", 37, "2024-01-17", "2024-12-18", DEPARTMENTS),
    Entries("Uppdragsportfölj", "uppdrag", "enligt plan", 52, "2024-11-01", "2024-12-13", DEPARTMENTS),
    Entries("Uppdragsportfölj", "uppdrag", "avviker", 13, "2024-11-01", "2024-12-13", DEPARTMENTS),
    Entries("Uppdragsportfölj", "uppdrag", "enligt plan", 31, "2024-11-01", "2024-12-13", CARE),
    Entries("Uppdragsportfölj", "uppdrag", "avviker", 64, "2024-11-01", "2024-12-13", CARE),
    Entries(
        "E-tjänster", "e-tjänst", "införd", 19, "2024-01-11", "2024-12-12", ("kansliavdelningen-enhet-1",)
    ),
    Entries(
        "E-tjänster", "e-tjänst", "införd", 14, "2023-01-12", "2023-12-14", ("kansliavdelningen-enhet-1",)
    ),
    Entries(
        "Diariet",
        "hållbarhetssäkrat beslut",
        "beslutat",
        21,
        "2024-03-04",
        "2024-12-18",
        ("regionstyrelsen",),
    ),
    Entries(
        "Diariet",
        "hållbarhetssäkrat beslut",
        "beslutat",
        27,
        "2024-03-04",
        "2024-12-18",
        ("halso-och-sjukvardsnamnden", "kollektivtrafiknamnden", "kultur-och-bildningsnamnden"),
    ),
    Entries(
        "Visselblåsarfunktionen", "ärende", "avskrivet", 7, "2022-02-07", "2024-11-20", ("regionstyrelsen",)
    ),
    Entries(
        "Visselblåsarfunktionen", "ärende", "utredning", 5, "2022-03-01", "2024-09-10", ("regionstyrelsen",)
    ),
    Entries(
        "Visselblåsarfunktionen",
        "ärende",
        "utredning, extern",
        2,
        "2022-10-03",
        "2024-04-15",
        ("regionstyrelsen",),
    ),
    Entries("Praktik", "praktikplats", "genomförd", 8, "2024-01-29", "2024-11-04", DEPARTMENTS, 84),
    Entries(
        "Praktik",
        "praktikplats",
        "genomförd",
        3,
        "2024-01-29",
        "2024-11-04",
        ("hs-ledning", "regionservice-kost"),
        84,
    ),
    Entries("Likarätt", "diplomerad verksamhet", "diplomerad", 4, "2024-04-16", "2024-11-27", DEPARTMENTS),
    Entries("Likarätt", "deltagare", "genomförd", 130, "2024-02-06", "2024-11-26", DEPARTMENTS),
    Entries(
        "Fastighetsåtgärder",
        "rivning",
        "genomförd",
        3,
        "2024-03-05",
        "2024-10-08",
        ("regionfastigheter-enhet-2",),
    ),
    Entries(
        "Fastighetsåtgärder",
        "uppsagt hyresavtal",
        "uppsagt",
        4,
        "2024-04-02",
        "2024-11-12",
        ("regionfastigheter-enhet-2",),
    ),
)

SWEDEN = (  # measure, period, value, source
    ("besvarade-telefonsamtal-1177-15-min", "2024", "47.4", "Inera"),
    ("kontakt-primarvarden-samma-dag", "2024", "87", "SKR"),
    ("medicinsk-bedomning-tre-dagar", "2024", "88", "SKR"),
    ("operation-behandling-90-dagar", "2024", "59", "SKR"),
    ("forsta-besok-forsta-linjen-3-dagar", "2024", "80", "SKR"),
    ("forsta-bedomning-bup-30-dagar", "2024", "69", "SKR"),
    ("paborjad-utredning-bup-30-dagar", "2024", "58", "SKR"),
    ("paborjad-behandling-bup-30-dagar", "2024", "64", "SKR"),
    ("overbelaggningar-somatik", "2024", "5.6", "SKR"),
    ("overbelaggningar-psykiatri", "2024", "2.1", "SKR"),
    ("kontinuitetsindex-lakare", "r18-2024", "34.9", "Medrave"),
    ("hba1c-diabetes-typ2", "2024", "48", "Nationella diabetesregistret"),
    ("antibiotikaforskrivning", "2024", "271.6", "Folkhälsomyndigheten"),
    ("digital-mognad", "2024", "39.5", "Mätningen av digital mognad"),
)

CARE_ADMIN, REGION = "halso-och-sjukvarden", "region-varmland"
PREPAREDNESS = {
    "rutiner-regional-sarskild-sjukvardsledning": "nej", "rutiner-lokala-sarskilda-sjukvardsledningar": "nej",
    "regional-sarskild-sjukvardsledning-ovad": "nej", "regional-kris-krigsplanering": "nej",
    "faststalld-masskadeplan": "ja", "faststallda-normer-katastrofmedicinsk-utbildning": "ja",
    "lagersystem-forsorjningsberedskap": "ja",
}  # fmt: skip

REPORTED = (  # measure, unit, period, value, reason, reported by, source
    ("digital-mognad", REGION, "2024", "42.3", "", "Digitaliseringsstrateg", "Mätningen av digital mognad"),
    ("digital-mognad", REGION, "2021", "46.7", "", "Digitaliseringsstrateg", "Mätningen av digital mognad"),
    ("jamstalld-organisation", "regionstyrelsen", "2022", "117", "", "HR-strateg", "Jämix"),
    ("jamstalld-organisation", "regionstyrelsen", "2023", "123", "", "HR-strateg", "Jämix"),
    ("jamstalld-organisation", "regionstyrelsen", "2024", "", "publiceras-senare", "HR-strateg", "Jämix"),
    ("upplevd-delaktighet-svf", REGION, "2023", "", "saknas", "Cancersamordnare", "Nationell patientenkät"),
    (
        "genomgangen-forskarutbildning",
        CARE_ADMIN,
        "2024",
        "",
        "ej-matt",
        "Forskningschef",
        "Forskarutbildning",
    ),
    (
        "aterbesok-depression-primarvard",
        REGION,
        "2024",
        "",
        "utgatt",
        "Kvalitetsstrateg",
        "Primärvårdskvalitet",
    ),
    ("sexaringars-tandhalsa", "folktandvarden", "2024", "", "saknas", "Tandvårdsstrateg", "Egen uppföljning"),
    ("patienter-per-specialist-primarvard", CARE_ADMIN, "2024", "", "ej-sakerstalld", "Controller", "Flisa"),
    (
        "antal-forbattrade-digitala-tjanster",
        "regionledningskontoret",
        "2024",
        "",
        "ej-matt",
        "Digitaliseringsstrateg",
        "Manuell beräkning",
    ),
    ("andel-informationshanteringsplaner", REGION, "2024", "", "ej-matt", "Arkivarie", "Platina"),
    (
        "fastighetsstrategi-beslutad",
        "regionstyrelsen",
        "2024",
        "",
        "saknas",
        "Fastighetsstrateg",
        "Protokoll",
    ),
    (
        "forbattrad-nyttjandegrad-fastighetsbestand",
        "regionfastigheter",
        "2024",
        "",
        "ej-matt",
        "Fastighetsstrateg",
        "Lokalinventering",
    ),
    (
        "aktiv-kommunikation-om-nya-csk",
        "regionledningskontoret",
        "2024",
        "",
        "ej-matt",
        "Kommunikationsstrateg",
        "Aktivitetsredovisning",
    ),
    (
        "kostnader-for-administration",
        "regionledningskontoret",
        "2024",
        "",
        "ej-matt",
        "Controller",
        "Raindance",
    ),
)
