"""Parameters that several endpoints share. A parameter that does not exist is refused."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from graph.paths import PASSED_BY


class Parameters(BaseModel):
    """What every question can say."""

    model_config = ConfigDict(extra="forbid")

    as_of: str = Field(
        default="", description="As the graph knew it at the end of this date (partial ISO)"
    )


class PageParameters(Parameters):
    """A long list, a page at a time."""

    limit: int = Field(default=20, ge=1, le=1000, description="How many at most")
    cursor: str = Field(default="", description="`next` of the page before")


class WayParameters(Parameters):
    """What ways may lead through."""

    via: list[str] = Field(
        default=[],
        description=f"Kinds to lead through although they join everything: {sorted(PASSED_BY)}",
    )
