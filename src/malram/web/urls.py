# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from malram.web import (
    changes,
    forecasts,
    frames,
    matters,
    numbers,
    people,
    readings,
    reporting,
    reviewing,
    since,
    trail,
    transfers,
    views,
    work,
)

urlpatterns = [
    path("", views.home, name="home"),
    path("valj/", views.choose, name="choose"),
    path("namnd/<slug:unit_id>/", views.newest, name="board-newest"),
    path("namnd/<slug:unit_id>/<str:period>/", views.board, name="board"),
    path("namnd/<slug:unit_id>/<str:period>/uppfoljning/oppna/", changes.open_again, name="occasion-open"),
    path("namnd/<slug:unit_id>/<str:period>/uppfoljning/stang/", changes.close, name="occasion-close"),
    path("namnd/<slug:unit_id>/<str:period>/mal/<slug:slug>/", views.goal, name="goal"),
    path(
        "namnd/<slug:unit_id>/<str:period>/mal/<slug:slug>/kommentar/", changes.comment, name="goal-comment"
    ),
    path("namnd/<slug:unit_id>/<str:period>/mal/<slug:slug>/bedomning/", changes.decide, name="goal-decide"),
    path("namnd/<slug:unit_id>/<str:period>/indikator/<slug:slug>/", numbers.indicator, name="indicator"),
    path(
        "namnd/<slug:unit_id>/<str:period>/indikator/<slug:slug>/rader/", numbers.rows, name="indicator-rows"
    ),
    path("namnd/<slug:unit_id>/<str:period>/matt/<slug:measure_id>/", numbers.measure, name="measure"),
    path(
        "namnd/<slug:unit_id>/<str:period>/matt/<slug:measure_id>/rader/",
        numbers.measure_rows,
        name="measure-rows",
    ),
    path(
        "namnd/<slug:unit_id>/<str:period>/matt/<slug:measure_id>/sedan/<str:folder>/",
        since.measure_since,
        name="measure-since",
    ),
    path("namnd/<slug:unit_id>/<str:period>/ekonomi/", views.economy, name="economy"),
    path("namnd/<slug:unit_id>/<str:period>/prognos/", forecasts.forecast, name="forecast"),
    path("namnd/<slug:unit_id>/<str:period>/prognos/lamna/", forecasts.give, name="forecast-give"),
    path("namnd/<slug:unit_id>/<str:period>/rapportera/", reporting.report, name="report-value"),
    path("rapporter/", readings.report_list, name="report-list"),
    path("rapporter/<str:folder>/", readings.report, name="report"),
    path("rapporter/<str:folder>/fil/<slug:kind>/", readings.report_file, name="report-file"),
    path("rapporter/<str:folder>/granskning/", reviewing.report_review, name="report-review"),
    path("granska/", reviewing.review, name="review"),
    path("ramar/", frames.newest, name="frames-newest"),
    path("ramar/<int:year>/", frames.tree, name="frames"),
    path("ramar/<int:year>/<slug:account_id>/", frames.account, name="frame-account"),
    path("rambeslut/<int:decision_id>/", frames.decision, name="frame-decision"),
    path("budgetvaxlingar/", transfers.register, name="transfer-list"),
    path("budgetvaxlingar/foresla/", transfers.propose, name="transfer-propose"),
    path("budgetvaxlingar/anmalda/", transfers.report, name="delegated-report"),
    path("budgetvaxlingar/<int:transfer_id>/", transfers.transfer, name="transfer"),
    path("budgetvaxlingar/<int:transfer_id>/svar/", transfers.answer, name="transfer-answer"),
    path("arenden/", matters.register, name="matter-list"),
    path("arenden/<path:case_number>/", matters.matter, name="matter"),
    path("uppdrag/", work.register, name="work-list"),
    path("uppdrag/<slug:id>/", work.assignment, name="assignment"),
    path("uppdrag/<slug:id>/lage/", work.assignment_status, name="assignment-status"),
    path("aktiviteter/<slug:id>/", work.activity, name="activity"),
    path("aktiviteter/<slug:id>/lage/", work.activity_status, name="activity-status"),
    path("roller/", people.roles, name="roles"),
    path("roller/<int:membership_id>/avsluta/", people.end, name="role-end"),
    path("spar/", trail.trail, name="trail"),
]
