# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
from importlib.util import find_spec

from django.contrib.auth import views
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", views.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", views.LogoutView.as_view(), name="logout"),
]
if find_spec("malram.web") and find_spec("malram.web.urls"):
    urlpatterns.append(path("", include("malram.web.urls")))
