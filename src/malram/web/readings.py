# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from django.http import Http404
from django.shortcuts import render

from malram.web.shell import Step, shell


class _None(list):
    def filter(self, **_):
        return self


def reports_for(person):
    return _None()


def report_list(request):
    return render(request, "web/report_list.html", shell(request.user, "report-list", Step("Rapporter")))


def report(request, report_id):
    raise Http404


def report_file(request, report_id, kind):
    raise Http404
