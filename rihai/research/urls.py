"""Addresses of reports, files of figures, and publishing."""

from django.urls import path

from rihai.research.views import publishing, reports

app_name = "research"

urlpatterns = [
    path("", reports.impact, name="impact"),
    path("indicators/", reports.indicator_list, name="indicator_list"),
    path("how-we-count/", reports.how_we_count, name="how_we_count"),
    path("how-we-count/first-year/", publishing.base_year, name="base_year"),
    path("figures.csv", reports.figures_csv, name="figures_csv"),
    path("figures.json", reports.figures_json, name="figures_json"),
    path("codebook.csv", reports.codebook_file, name="codebook_file"),
    path("published/", publishing.figure_list, name="figure_list"),
    path("published/propose/<slug:code>/", publishing.figure_propose, name="figure_propose"),
    path("published/<uuid:uid>/", publishing.figure_detail, name="figure_detail"),
    path("published/<uuid:uid>/publish/", publishing.figure_publish, name="figure_publish"),
    path("published/<uuid:uid>/refuse/", publishing.figure_refuse, name="figure_refuse"),
    path("published/<uuid:uid>/withdraw/", publishing.figure_withdraw, name="figure_withdraw"),
    path("published/<uuid:uid>/correct/", publishing.figure_correct, name="figure_correct"),
]
