"""Parameters that several endpoints share. A parameter that does not exist is refused."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from graph.question.paths import PASSED_BY

LANGUAGE = r"^[a-z]{2,3}$"


class Parameters(BaseModel):
    """Parameters of an endpoint."""

    model_config = ConfigDict(extra="forbid")


class PastParameters(Parameters):
    """For what the graph knows: as it is, or as it was."""

    as_of: str = Field(
        default="", description="As the graph knew it at the end of this date (partial ISO)"
    )


class PageParameters(Parameters):
    """For a long list, a page at a time."""

    limit: int = Field(default=20, ge=1, le=1000, description="How many at most")
    cursor: str = Field(default="", description="`next` of the page before")


class LanguageParameters(Parameters):
    """In which language names are wanted."""

    language: str = Field(
        default="en",
        pattern=LANGUAGE,
        description="Of names, where there is one in it: en, lt, fr, de …",
        examples=["lt"],
    )


class WayParameters(PastParameters):
    """For what is reached over relations."""

    via: list[str] = Field(
        default=[],
        description="Kinds to lead through although they join everything: "
        + ", ".join(sorted(PASSED_BY)),
    )
