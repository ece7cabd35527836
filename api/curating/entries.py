"""What is posted to make an entry by hand, and what is answered."""

from __future__ import annotations

from abc import abstractmethod

from pydantic import BaseModel, Field, JsonValue

from api.curating.access import Curation
from api.parameters import Parameters
from graph.curating.hand import Hand, slug
from graph.curating.trial import tried
from graph.entities import label
from graph.review.asked import Outcome, outcome
from graph.review.rehearsal import Effect

NOT_TRIED = outcome(Effect())


class Entered(BaseModel):
    """An entry that was made or taken back, or what it would do."""

    name: str = Field(description="The entry's name; empty where it was only tried out")
    effect: Outcome = Field(
        default=NOT_TRIED, description="What the entry would do, where it was tried out"
    )


class EntryBody(Parameters):
    """Where it was read, and who says it."""

    address: str = Field(
        max_length=2_000,
        description="Where did you read it? A web page, or words that name what is on none",
    )
    reason: str = Field(default="", max_length=2_000)
    by: str = Field(default="", max_length=200, description="Empty is the setting `curator`")
    visibility: str = Field(default="", max_length=50, description="Who may see it")
    preview: bool = Field(default=False, description="Only say what the entry would do")

    def entered(self, curation: Curation) -> Entered:
        """Make the entry, or try it out."""
        by = curation.signed(self.by)
        hand = Hand(curation.holdings, by, self.address, self.reason, self.visibility)
        if self.preview:
            return Entered(name="", effect=outcome(tried(hand, self.say, *self.about())))
        return Entered(name=self.say(hand))

    @abstractmethod
    def say(self, hand: Hand) -> str:
        """Enter by ``hand`` what is posted; return the name of the entry."""

    @abstractmethod
    def about(self) -> tuple[str, ...]:
        """Return the entity that it is about, and that at the other end of its relation."""


class AddBody(EntryBody):
    """A new entity."""

    type: str
    properties: dict[str, JsonValue]
    key: str = Field(default="", max_length=200, description="Empty is the name as a slug")

    def say(self, hand: Hand) -> str:
        """Add it."""
        return hand.add(self.type, self.properties, self.key)  # type: ignore[arg-type]

    def about(self) -> tuple[str, ...]:
        """Return the key that it would have."""
        return (self.key or slug(label(self.properties.get("name"), "")),)  # type: ignore[arg-type]


class CorrectBody(EntryBody):
    """What a property of an entity is."""

    entity: str
    property: str
    value: JsonValue

    def say(self, hand: Hand) -> str:
        """Correct it."""
        return hand.correct(self.entity, self.property, self.value)  # type: ignore[arg-type]

    def about(self) -> tuple[str, ...]:
        """Return the entity."""
        return (self.entity,)


class DenyBody(EntryBody):
    """A value that is wrong: of a property, all of it without ``value``; or the whole entity."""

    entity: str
    property: str = ""
    value: JsonValue = None

    def say(self, hand: Hand) -> str:
        """Deny it."""
        return hand.deny(self.entity, self.property, self.value)  # type: ignore[arg-type]

    def about(self) -> tuple[str, ...]:
        """Return the entity."""
        return (self.entity,)


class TieBody(EntryBody):
    """The ends of a relation."""

    source: str
    relation: str
    target: str

    def about(self) -> tuple[str, ...]:
        """Return both ends."""
        return (self.source, self.target)


class RelateBody(TieBody):
    """A new relation."""

    properties: dict[str, JsonValue] = Field(default={}, description="Role, times, amounts")

    def say(self, hand: Hand) -> str:
        """Add it."""
        return hand.relate(self.source, self.relation, self.target, self.properties)  # type: ignore[arg-type]


class StandingBody(TieBody):
    """A relation that stands, told by its role, and by its beginning where it came twice."""

    role: str = ""
    since: str = ""


class EndBody(StandingBody):
    """A relation that ended."""

    until: str

    def say(self, hand: Hand) -> str:
        """End it."""
        ends = (self.source, self.relation, self.target)
        return hand.end(*ends, self.until, self.role, self.since)


class CorrectTieBody(StandingBody):
    """What a relation says of itself; what is not named stays."""

    properties: dict[str, JsonValue] = Field(description="Role, times, amounts")

    def say(self, hand: Hand) -> str:
        """Correct it."""
        ends = (self.source, self.relation, self.target)
        return hand.correct_relation(*ends, self.properties, self.role, self.since)  # type: ignore[arg-type]


class DenyTieBody(StandingBody):
    """A relation that never held; without a role, in whatever role."""

    def say(self, hand: Hand) -> str:
        """Deny it."""
        ends = (self.source, self.relation, self.target)
        return hand.deny_relation(*ends, self.role, self.since)
