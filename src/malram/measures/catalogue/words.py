# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the words of a definition file mean, in Swedish: one line per word that the loader accepts."""

from __future__ import annotations

KINDS = {
    # kind: (short, meaning)
    "share": ("andel", "täljare delad med nämnare, gånger hundra"),
    "rate": ("kvot per", "täljare delad med nämnare, gånger `per`"),
    "ratio": ("kvot", "täljare delad med nämnare, gånger `per` om det anges"),
    "mean": ("medelvärde", "en summa delad med ett antal"),
    "index": ("index", "som medelvärde, av poäng"),
    "sum": ("summa", "en kolumn summerad"),
    "count": ("antal", "rader räknade"),
    "distinct": (
        "antal olika",
        "olika personer räknade en gång var, också på nivåerna ovanför: täljaren har `distinct`",
    ),
    "quantile": (
        "kvantil",
        "värdet som andelen `quantile` av raderna inte överstiger: täljaren har `values`",
    ),
    "snapshot": ("ögonblicksbild", "hur mycket det är vid en tidpunkt; täljaren har `over: last`"),
    "derived": ("sammansatt", "andra mått lagda ihop med vikter (`terms`), exakt"),
    "growth": ("förändring", "ett annat mått (`of`) mot samma månader året före"),
    "reported": ("inrapporterat", "ett värde som någon har lämnat, i faktat `reported_values`"),
}
KEYS = {
    "id": "namnet som allt annat pekar på; a–z, siffror och bindestreck; ändras aldrig",
    "label": "rubriken som läsaren ser",
    "kind": "slag, se nedan",
    "fact": "tabellen: ett [kontrakt](contracts.md) eller ett steg per person",
    "where": "villkor för både täljare och nämnare, när de läser samma tabell",
    "numerator": "det som räknas: en del, se nedan",
    "denominator": "det som delas med: en del, se nedan",
    "unit": "kod för [enheten](units.md)",
    "decimals": "antal decimaler som trycks; värdet självt är exakt",
    "windows": "vilka fönster måttet har, se nedan; utan nyckeln `[month, ytd, r12, period]`",
    "breakdowns": "uppdelningar: `sex`, och de som regionen har skrivit i `breakdowns.yaml`",
    "direction": "`higher`, `lower` eller `none` (förval): åt vilket håll som är bättre",
    "regi": "`all` (förval) eller `own`: bara enheter i egen regi",
    "unit_column": "kolumnen som säger vilken enhet raden hör till, när det inte är `unit`",
    "lag_months": "så många månader före den efterfrågade som de senaste värdena avser",
    "measuring_months": "månader som mätningen görs i, till exempel `[3, 10]`; bara de tas med",
    "threshold": (
        "färre personer än så visas inte, och inte heller det som skulle röja dem; bara för mått som räknar "
        "personer, se [röjandekontroll](../algorithms/suppression.md)"
    ),
    "comparable_from": "`{month: 2024-01, note: …}`: tidigare värden är gjorda på annat sätt",
    "over": "tidsregel för delarna, se nedan",
    "method": "hur måttet räknas, i ord; trycks",
    "source": "varifrån uppgifterna kommer; trycks",
    "terms": "lista av `{measure: id, weight: tal}` för slaget `derived`",
    "of": "måttet som slaget `growth` jämför",
    "as": "`difference` (förval) eller `percent` för slaget `growth`",
    "series": "seriens namn i `reported_values`, när det inte är måttets id",
    "quantile": "andelen för slaget `quantile`; 0.5 är medianen",
    "adjustments": (
        "lista av `{period: 2024, times: 250/251, note: …}`: täljarens månader i perioden gånger talet; "
        "anmärkningen trycks"
    ),
    "per": "det antal som en kvot gäller, till exempel 100000",
}
PART_KEYS = {
    "count": "`count: true` räknar rader; gäller också när `sum` saknas",
    "sum": "kolumnen som summeras",
    "distinct": "kolumnen vars olika värden räknas, till exempel `patient`; per månad, hittills i år och r12",
    "values": "kolumnen vars värden en kvantil tas av",
    "where": "villkor för just den här delen",
    "fact": "en annan tabell än måttets; måttets `where` gäller då inte",
    "over": "tidsregel för just den här delen",
    "times": "tal som delen multipliceras med, till exempel `-1`",
    "unit_column": "kolumnen med enheten, för just den här delen",
}
OPERATORS = {
    "equals": "lika med; skrivs kort `kolumn: värde`",
    "in": "något av flera; skrivs kort `kolumn: [a, b]`",
    "at_most": "högst",
    "at_least": "minst",
    "less_than": "mindre än",
    "more_than": "mer än",
    "not": "inte värdet, eller inget av flera; en tom cell uppfyller det",
    "starts_with": "börjar med texten, eller med någon av flera",
    "empty": "`true`: cellen är tom; `false`: den har ett värde",
}
WINDOWS = {
    "month": "en månad",
    "ytd": "från januari till och med månaden",
    "period": "just de månader som efterfrågas",
    "r12": "tolv månader som slutar med månaden; ensamt: alltid så, vad som än efterfrågas",
    "r18": "arton månader, på samma sätt",
    "point": "bara sista månaden; ensamt: alltid så",
    "mean_of_month_ends": "medelvärde av månadsskiften; räknas av delens `over: mean`",
}
OVER = {
    "sum": "månaderna läggs ihop (förval)",
    "last": "värdet för den sista månaden som har värden; högst tolv månader tillbaka",
    "mean": "medelvärdet av de månader som har värden",
}
DIRECTIONS = {"higher": "högre är bättre", "lower": "lägre är bättre", "none": "ingendera"}
