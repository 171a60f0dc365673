# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting the rows of the generated source files gives the printed care figures.

This is not the product's engine: every figure is counted anew, straight from the files.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import polars as pl
import pytest

from tests.demo_courses import write

BUP = {"first": "BUP första bedömning", "study": "BUP utredning", "treat": "BUP behandling"}


def rounded(top, bottom, decimals=0, scale=100):
    exact = Decimal(int(top)) * scale / Decimal(int(bottom))
    return str(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def share(frame, hit, decimals=0):
    return rounded(frame.filter(hit).height, frame.height, decimals)


DAYS = ("Datum", "Utskriven", "Inskriven", "Remissdatum", "Begäran", "Kontakt")
NUMBERS = (
    "Väntetid sekunder", "Födelseår", "Resultat", "Ålder från", "Antal", "Disponibla", "Överbelagda",
    "Inskrivningstid timmar", "Kategori",
)  # fmt: skip


def read(folder, pattern):
    frame = pl.read_csv(str(folder / pattern), separator=";", infer_schema=False)
    frame = frame.with_columns(
        *(pl.col(name).str.to_date("%Y-%m-%d") for name in DAYS if name in frame.columns),
        *(pl.col(name).cast(pl.Int64) for name in NUMBERS if name in frame.columns),
    )
    day = next((name for name in ("Datum", "Utskriven") if name in frame.columns), None)
    if day is None:
        return frame
    return frame.with_columns(year=pl.col(day).dt.year(), month=pl.col(day).dt.month())


def lines(path):
    with path.open("rb") as file:
        return sum(1 for _ in file)


def year(frame, number, month=None):
    chosen = frame.filter(pl.col("year") == number)
    return chosen if month is None else chosen.filter(pl.col("month") == month)


def of(frame, **equal):
    return frame.filter(*(pl.col(name) == value for name, value in equal.items()))


@pytest.fixture(scope="module")
def calls(care_files):
    return read(care_files / "telefoni", "samtal-*.csv")


@pytest.fixture(scope="module")
def contacts(care_files):
    frame = read(care_files / "cosmic", "kontakter-*.csv")
    return frame.with_columns(days=(pl.col("Datum") - pl.col("Begäran")).dt.total_days())


@pytest.fixture(scope="module")
def waits(care_files):
    frame = read(care_files / "cosmic", "vantande-*.csv")
    return frame.with_columns(days=(pl.col("Datum") - pl.col("Remissdatum")).dt.total_days())


@pytest.fixture(scope="module")
def episodes(care_files):
    frame = read(care_files / "cosmic", "vardtillfallen-*.csv")
    return frame.with_columns(age=pl.col("year") - pl.col("Födelseår"))


def three(frame, hit, decimals=0):
    """The share for all, for women and for men."""
    return [share(frame, hit, decimals), *(share(of(frame, Kön=sex), hit, decimals) for sex in "KM")]


def per_unit(frame, hit):
    return {
        unit: int(share(rows, hit)) for (unit,), rows in frame.partition_by("Enhet", as_dict=True).items()
    }


def test_calls_to_1177(calls):
    frame = of(calls, Tjänst="1177 på telefon")
    soon = (pl.col("Besvarat") == "Ja") & (pl.col("Väntetid sekunder") <= 900)
    assert year(frame, 2024).height == 157_121
    assert year(frame, 2023).height - year(frame, 2024).height == 7_745
    assert [share(year(frame, y), soon, 1) for y in (2023, 2024)] == ["37.4", "35.9"]


def test_same_day_contact_with_primary_care(calls):
    frame = of(calls, Tjänst="Vårdcentral")
    same_day = pl.col("Kontakt") == pl.col("Datum")
    now = year(frame, 2024)
    assert [share(year(frame, y), same_day) for y in (2023, 2024)] == ["82", "79"]
    assert [share(year(frame, 2024, m), same_day) for m in (11, 12)] == ["79", "80"]
    assert now.height - year(frame, 2023).height == 32_046
    assert rounded(32_046, year(frame, 2023).height) == "6"
    centres = per_unit(now, same_day)
    assert (centres.pop("vardcentralen-arjang"), centres.pop("vardcentralen-kil")) == (95, 54)
    assert all(54 < value < 95 for value in centres.values())


def test_assessment_in_primary_care_within_three_days(contacts):
    frame, soon = of(contacts, Kontakttyp="Medicinsk bedömning"), pl.col("days") <= 3
    now, before = year(frame, 2024), year(frame, 2023)
    assert [share(now, soon), share(before, soon), share(year(frame, 2024, 12), soon)] == ["76", "71", "82"]
    assert [share(of(now, Kön=sex), soon) for sex in "KM"] == ["74", "77"]
    assert before.height - now.height == 18_105
    assert rounded(18_105, before.height) == "8"
    assert of(now, Kön="O").height > 0  # a total is never the sum of two


def test_first_visits_to_forsta_linjen(contacts):
    frame, soon = of(contacts, Kontakttyp="Första linjen nybesök"), pl.col("days") <= 3
    now = year(frame, 2024)
    assert three(now, soon) == ["73", "71", "74"]
    assert [share(year(frame, 2024, m), soon) for m in (11, 12)] == ["55", "65"]
    assert (now.height, year(frame, 2023).height) == (1_401, 1_592)
    teams = per_unit(now, soon)
    assert (teams.pop("forsta-linjen-unga-karlstad"), teams.pop("forsta-linjen-unga-norra")) == (69, 84)
    assert all(69 < value < 84 for value in teams.values())


@pytest.mark.parametrize(
    ("kind", "yearly", "women_men", "months"),
    [
        ("first", ["34", "59"], ["64", "53"], {12: "94"}),
        ("study", ["68", "54"], ["56", "52"], {11: "79", 12: "79"}),
        ("treat", ["89", "85"], ["85", "85"], {11: "70", 12: "93"}),
    ],
)
def test_bup_within_thirty_days(contacts, kind, yearly, women_men, months):
    frame, soon = of(contacts, Kontakttyp=BUP[kind]), pl.col("days") <= 30
    assert [share(year(frame, y), soon) for y in (2023, 2024)] == yearly
    assert [share(of(year(frame, 2024), Kön=sex), soon) for sex in "KM"] == women_men
    assert {m: share(year(frame, 2024, m), soon) for m in months} == months


def test_december_has_the_most_investigations_of_the_year(contacts):
    per_month = Counter(year(of(contacts, Kontakttyp=BUP["study"]), 2024)["month"].to_list())
    assert per_month.most_common(1) == [(12, 87)]
    assert sorted(per_month.values())[-2] < 87


def test_waiting_for_somatic_first_visits(waits):
    frame, soon = of(waits, **{"Väntar på": "Första besök somatik"}), pl.col("days") <= 90
    now = year(frame, 2024)
    assert three(now, soon) == ["57", "56", "58"]
    assert share(year(frame, 2023), soon) == "52"
    assert [share(year(frame, 2024, month), soon) for month in (11, 12)] == ["62", "59"]
    january, december = year(frame, 2024, 1).height, year(frame, 2024, 12).height
    assert rounded(december - january, january) == "-4"


def test_waiting_in_psychiatry(waits):
    frame = waits.filter(pl.col("Väntar på").is_in(["Första besök psykiatri", "BUP bedömning"]))
    soon, adult = pl.col("days") <= 90, pl.col("Enhet").str.starts_with("vuxenpsykiatri-mottagning")
    now, before = year(frame, 2024), year(frame, 2023)
    assert three(now, soon) == ["44", "42", "47"]
    assert share(before, soon) == "62"
    assert [share(rows.filter(adult), soon) for rows in (before, now)] == ["57", "38"]


def test_waiting_for_operation_or_treatment(waits):
    frame, soon = of(waits, **{"Väntar på": "Operation eller behandling"}), pl.col("days") <= 90
    now = year(frame, 2024)
    assert three(now, soon) == ["50", "49", "52"]
    assert share(year(frame, 2023), soon) == "52"


def test_queues_to_bup(waits):
    def queue(label, month):
        return year(of(waits, **{"Väntar på": label}), 2024, month).height

    assert [queue("BUP bedömning", month) for month in (1, 11, 12)] == [127, 73, 62]
    assert [queue("BUP utredning", month) for month in (11, 12)] == [18, 26]
    assert [queue("BUP behandling", month) for month in (11, 12)] == [60, 79]


def test_a_patient_stands_in_the_queue_from_one_month_to_the_next(waits):
    somatic = of(waits, **{"Väntar på": "Första besök somatik"})
    march, april = (set(year(somatic, 2024, month)["Patient"]) for month in (3, 4))
    assert len(march & april) > len(march) / 2


def readmissions(episodes):
    """Per discharge to municipal support: its row, and whether the patient came back unplanned in 30 days."""
    unplanned = defaultdict(list)
    for row in episodes.iter_rows(named=True):
        if row["Planerad"] == "Nej":
            unplanned[row["Patient"]].append((row["Inskriven"], row["Vårdtillfälle"]))
    for row in of(episodes, **{"Kommunala insatser": "Ja"}).iter_rows(named=True):
        limit = row["Utskriven"] + timedelta(days=30)
        yield (
            row,
            any(
                row["Utskriven"] <= admitted <= limit and other != row["Vårdtillfälle"]
                for admitted, other in unplanned[row["Patient"]]
            ),
        )


def test_readmissions_of_patients_with_municipal_support(episodes):
    counts, back = Counter(), Counter()
    for row, again in readmissions(episodes):
        keys = [row["year"], (row["year"], row["Kön"]), (row["year"], row["Listad vårdcentral"])]
        counts.update(keys)
        back.update(keys if again else [])
    assert back[2024] == 1_655
    keys = (2024, (2024, "K"), (2024, "M"), 2023)
    assert [rounded(back[k], counts[k], 1) for k in keys] == ["21.8", "20.1", "23.9", "22.1"]
    centres = [k for k in counts if isinstance(k, tuple) and k[0] == 2024 and len(k[1]) > 1]
    values = sorted(Decimal(rounded(back[k], counts[k], 1)) for k in centres)
    assert (values[0], values[-1], len(values)) == (Decimal("17.6"), Decimal("28.6"), 31)
    assert values[0] < values[1]
    assert values[-2] < values[-1]


def test_avoidable_admissions_per_100_000_elderly(episodes, care_files):
    people = read(care_files / "befolkning", "*.csv").filter(pl.col("Ålder från") >= 65)
    codes = ["D50", "E11", "I10", "I20", "I50", "J44", "J45", "N39", "A09"]
    chosen = episodes.filter(
        pl.col("Huvuddiagnos").is_in(codes), pl.col("age") >= 65, pl.col("Vårdform") == "Somatik"
    )

    def rate(number, sexes):
        living = people.filter(pl.col("Månad") == f"{number}-12", pl.col("Kön").is_in(sexes))["Antal"].sum()
        return Decimal(year(chosen, number).filter(pl.col("Kön").is_in(sexes)).height) * 100_000 / living

    assert [round(rate(2024, sexes)) for sexes in (["K", "M"], ["K"], ["M"])] == [4743, 4233, 5322]
    assert round(rate(2024, ["K", "M"]) - rate(2023, ["K", "M"])) == -211


def test_risk_assessments_of_the_elderly(episodes):
    elderly = episodes.filter(pl.col("age") >= 65, pl.col("Vårdform") == "Somatik")
    flags = ("Fallrisk bedömd", "Trycksårsrisk bedömd", "Nutrition bedömd")
    done = pl.all_horizontal(*(pl.col(flag) == "Ja" for flag in flags))
    now = year(elderly, 2024)
    assert three(now, done, 1) == ["47.5", "49.0", "46.1"]
    assert share(year(elderly, 2023), done, 1) == "41.4"
    area = now.with_columns(area=pl.col("Enhet").str.extract(r"^avd-(\w+)-"))
    values = sorted(Decimal(share(rows, done, 1)) for rows in area.partition_by("area"))
    assert (values[0], values[-1], len(values)) == (Decimal("3.1"), Decimal("81.6"), 8)


def test_beds_and_patients_beyond_them(care_files):
    beds = read(care_files / "cosmic", "vardplatser-*.csv")

    def mean(number):
        rows = year(of(beds, Vårdform="Somatik"), number)
        return rows["Disponibla"].sum() / rows["Datum"].n_unique()

    def crowded(care, number):
        rows = year(of(beds, Vårdform=care), number)
        return rounded(rows["Överbelagda"].sum(), rows["Disponibla"].sum(), 1)

    assert round(mean(2024)) == 428
    assert round(mean(2024) - mean(2023)) == 12
    assert [crowded("Somatik", y) for y in (2023, 2024)] == ["2.5", "1.2"]
    assert [crowded("Psykiatri", y) for y in (2023, 2024)] == ["1.1", "0.2"]


def test_pressure_ulcers(care_files):
    measured = read(care_files / "forms", "trycksar-*.csv").filter(pl.col("Inskrivningstid timmar") >= 24)
    ulcer, now = pl.col("Kategori") >= 1, year(measured, 2024)
    assert now.height == 278
    assert three(now, ulcer, 1) == ["9.7", "6.5", "12.9"]
    assert share(year(measured, 2023), ulcer, 1) == "8.1"
    wards = sorted(Decimal(share(rows, ulcer, 1)) for rows in now.partition_by("Enhet"))
    assert (len(wards), wards.count(0), wards[14], wards[-1]) == (24, 14, Decimal("4.2"), Decimal("40.0"))


def test_reviewed_records(care_files):
    frame = read(care_files / "forms", "journalgranskning-*.csv")
    months = frame.filter(pl.col("Datum").is_between(date(2023, 11, 1), date(2024, 10, 31)))
    harmed = pl.col("Kategori") >= 1
    assert months.height == 601
    assert three(months, harmed, 1) == ["5.2", "5.2", "5.1"]
    assert frame["Datum"].max() <= date(2024, 10, 31)


def test_hba1c_of_patients_with_diabetes(contacts):
    frame, low = of(contacts, Kontakttyp="HbA1c diabetes typ 2"), pl.col("Resultat") <= 48
    private = ["svea-vardcentral-saffle", "vardcentralen-grums", *(f"vardcentral-{n}" for n in range(26, 31))]
    own = year(frame, 2024).filter(~pl.col("Enhet").is_in(private))
    assert [share(year(frame, y), low) for y in (2023, 2024)] == ["51", "50"]
    assert share(own, low, 1) == "49.3"
    assert year(frame, 2024)["Patient"].is_unique().all()


def continuity(contacts, first, last):
    """Per patient with three visits or more: the vårdcentral and the index of Bice and Boxerman."""
    visits = contacts.filter(
        pl.col("Kontakttyp") == "Läkarbesök",
        pl.col("Kontaktform") == "Fysiskt",
        pl.col("Datum").is_between(first, last),
    )
    doctors, home = defaultdict(Counter), {}
    for patient, unit, doctor in visits.select("Patient", "Enhet", "Vårdgivare").iter_rows():
        doctors[patient][doctor] += 1
        home[patient] = unit
    for patient, seen in doctors.items():
        n = sum(seen.values())
        if n >= 3:
            yield home[patient], (sum(k * k for k in seen.values()) - n) / (n * (n - 1))


def test_continuity_of_doctors(contacts):
    now = list(continuity(contacts, date(2023, 7, 1), date(2024, 12, 31)))
    before = list(continuity(contacts, date(2022, 7, 1), date(2023, 12, 31)))
    assert [round(100 * sum(v for _, v in rows) / len(rows), 1) for rows in (now, before)] == [27.0, 26.9]
    centres = defaultdict(list)
    for unit, value in now:
        centres[unit].append(value)
    means = sorted(round(100 * sum(values) / len(values), 1) for values in centres.values())
    assert (means[0], means[-1], len(means)) == (14.2, 47.6, 31)
    assert means[0] < means[1]
    assert means[-2] < means[-1]


def test_the_board_has_two_million_rows_of_care_alone(care_files):
    rows = sum(lines(path) - 1 for path in care_files.rglob("*.csv"))
    assert rows > 2_000_000


def test_every_file_starts_with_an_id_of_its_own_on_every_row(care_files):
    for folder, pattern in (
        ("telefoni", "samtal-2024-0*.csv"),
        ("cosmic", "vantande-2024-0*.csv"),
        ("forms", "*.csv"),
    ):
        for path in sorted((care_files / folder).glob(pattern)):
            ids = pl.read_csv(path, separator=";", columns=[0]).to_series()
            assert ids.is_unique().all(), path.name


def test_the_same_files_come_out_of_every_run(care_files, tmp_path):
    for path in write(tmp_path, "measurements"):
        assert path.read_bytes() == (care_files / "forms" / path.name).read_bytes()
