"""The catalogue of the bundled data."""

from __future__ import annotations

import pytest

from graph.catalogue.model import Catalogue
from graph.reader import Reader
from tests.api.catalogue.conftest import catalogue_of


@pytest.fixture(scope="package")
def catalogue(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue_of(reader.store, tmp_path_factory.mktemp("dumps"))
