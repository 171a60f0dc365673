# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of this room's problems in words, for docs/reference/problem-codes.md."""

CODES = {
    "S001": ("Filen finns inte.", "Skapa den i den mapp som meddelandet nämner."),
    "S002": ("Filen beskriver ingenting.", "Skriv nycklar och värden överst i filen."),
    "S003": (
        "Ett värde är av fel slag.",
        "Skriv det slag som meddelandet säger: tal, text, lista eller nycklar.",
    ),
    "S004": ("En okänd nyckel.", "Rätta stavningen; meddelandet föreslår närmaste ord."),
    "S005": ("En nyckel saknas.", "Lägg till den."),
    "S006": ("Ett globalt mål som inte är ett av de sjutton.", "Skriv ett tal från 1 till 17."),
    "S007": (
        "En okänd regel, bedömning, nivå eller färg.",
        "Välj ett ord som filen eller programmet känner.",
    ),
    "S008": (
        "Skalan saknar ett steg utan bedömning, eller har flera.",
        "Sätt `verdict: false` på precis ett av dem.",
    ),
    "S009": (
        "Den översta målnivån saknas, eller så finns det flera.",
        "Ange `parent` på alla nivåer utom en.",
    ),
    "S020": ("En kolumn saknas i `goals.csv`.", "Ge filen alla kolumner som meddelandet räknar upp."),
    "S021": (
        "Raden går inte att läsa.",
        "Skriv år och globala mål som heltal och `common` som ja eller nej.",
    ),
    "S022": ("En nämnd utan styrmodell.", "Rätta nämndens id eller ge den en styrmodell i `region.yaml`."),
    "S023": (
        "En okänd nivå, bedömning, ett okänt globalt mål eller strategiområde.",
        "Rätta ordet eller lägg till det i styrmodellen.",
    ),
    "S024": (
        "Det överordnade målet saknas eller är fel.",
        "Bara mål på översta nivån står utan överordnat mål.",
    ),
    "S025": (
        "En beslutad bedömning utan skäl eller utan beslutsfattare.",
        "Fyll i `reason` och `decided_by`; för en indikator `by` under `decided`.",
    ),
    "S026": ("En post i `indicators.yaml` är ingen indikator.", "Börja den med `- id: …`."),
    "S027": ("Indikatorn följer ett mål som nämnden inte har det året.", "Rätta mål, nämnd eller år."),
    "S028": (
        "Ett okänt villkor, eller ett målvärde som inte är ett tal.",
        "Skriv ett av villkoren och talet med decimalpunkt.",
    ),
    "S029": (
        "En okänd enhet, riktning, ett okänt fönster, eller ett tal utanför det som får stå.",
        "Rätta ordet eller talet; meddelandet säger vad som går.",
    ),
    "S030": ("Samma indikator står två gånger.", "Ge den ena ett annat id."),
    "S031": ("En indikator gäller en enhet som organisationen inte har.", "Rätta enhetens id."),
    "S032": ("Ett id med andra tecken.", "Skriv små bokstäver a–z, siffror och bindestreck."),
    "S040": ("Varning: målet följs inte av någon indikator.", "Lägg till en, eller låt det vara medvetet."),
    "S041": (
        "Varning: ett mål har fler eller färre egna mål under sig än modellen säger.",
        "Ändra målen eller modellen; regiongemensamma mål räknas inte.",
    ),
    "S042": ("Varning: indikatorn har ingen datakälla.", "Skriv varifrån uppgiften kommer."),
    "S043": (
        "Indikatorn följer ett mått som inte finns.",
        "Rätta måttets id eller skriv måttet i `measures/`.",
    ),
    "S044": ("Varning: målvärdet går emot indikatorns riktning.", "Ändra villkoret eller riktningen."),
    "S045": ("Varning: indikatorn har ingen ägare.", "Skriv i `owner` vilken roll som svarar för den."),
    "S046": (
        "Varning: indikatorn har ett målvärde men inget utgångsvärde före det.",
        "Skriv året att jämföra med i `base_year`, eller `baseline: true` vid den första mätningen.",
    ),
    "S047": (
        "Varning: indikatorn har inget mått.",
        "Skriv måttets id i `measure`; det som rapporteras för hand är ett mått av slaget `reported`.",
    ),
    "S048": (
        "Varning: inget värde för målåret finns när årets rapport skrivs.",
        "Sätt målet för ett senare år, eller rätta eftersläpningen och mätmånaderna.",
    ),
    "S049": ("Varning: måttet kan aldrig få ett värde som når målet.", "Rätta målvärdet eller villkoret."),
    "S050": (
        "Varning: målet gäller, eller jämförs med, tiden före måttets byte av metod.",
        "Sätt målet för ett senare år, eller rätta `comparable_from`.",
    ),
    "S051": (
        "Varning: indikatorn har en enhet eller ett fönster som måttet inte har.",
        "Skriv måttets enhet, eller ett av dess fönster.",
    ),
    "S052": (
        "Varning: indikatorn och dess mått har motsatt riktning.",
        "Ändra `direction` i det ena så att de är lika.",
    ),
    "S053": (
        "Varning: två mål vill föra samma tal åt var sitt håll.",
        "Ändra ett av målen så att de drar åt samma håll.",
    ),
    "S054": ("Varning: två målvärden kan inte nås samtidigt.", "Ändra ett av dem."),
    "S055": (
        "Varning: målvärdet har ett villkor men inget tal.",
        "Skriv talet i `value`, eller `operator: none`.",
    ),
}
