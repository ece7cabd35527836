// What is looked up, and what must be unique. All of it may be run again.
// What a revision looks up among its own uncommitted rows is found by all properties of an index:
// Neo4j would go through all of these rows to find them by some.

// name: own_store
CREATE CONSTRAINT lumigraph_store IF NOT EXISTS FOR (n:_Store) REQUIRE n.layout IS UNIQUE
// name: own_revision
CREATE CONSTRAINT lumigraph_revision IF NOT EXISTS FOR (n:_Revision) REQUIRE n.number IS UNIQUE
// name: own_source
CREATE INDEX lumigraph_source IF NOT EXISTS FOR (n:_Source) ON (n.name)
// name: own_unit
CREATE INDEX lumigraph_unit IF NOT EXISTS FOR (n:_Unit) ON (n.source, n.key)
// name: own_unit_number
CREATE INDEX lumigraph_unit_number IF NOT EXISTS FOR (n:_Unit) ON (n.number)
// name: own_record_number
CREATE INDEX lumigraph_record_number IF NOT EXISTS FOR (n:_Record) ON (n.number)
// name: own_record_unit
CREATE INDEX lumigraph_record_unit IF NOT EXISTS FOR (n:_Record) ON (n.unit)
// name: own_record_tie
CREATE INDEX lumigraph_record_tie IF NOT EXISTS FOR (n:_Record) ON (n.subject, n.type, n.object)
// name: own_record_subject
CREATE INDEX lumigraph_record_subject IF NOT EXISTS FOR (n:_Record) ON (n.subject)
// name: own_record_called
CREATE INDEX lumigraph_record_called IF NOT EXISTS FOR (n:_Record) ON (n.called)
// name: own_record_object
CREATE INDEX lumigraph_record_object IF NOT EXISTS FOR (n:_Record) ON (n.object)
// name: own_alias_key
CREATE INDEX lumigraph_alias_key IF NOT EXISTS FOR (n:_Alias) ON (n.key)
// name: own_alias_identifier
CREATE INDEX lumigraph_alias_identifier IF NOT EXISTS FOR (n:_Alias) ON (n.identifier)
// name: own_alias_record
CREATE INDEX lumigraph_alias_record IF NOT EXISTS FOR (n:_Alias) ON (n.record)
// name: own_judgement
CREATE INDEX lumigraph_judgement IF NOT EXISTS FOR (n:_Judgement) ON (n.number)
// name: own_proposal
CREATE INDEX lumigraph_proposal IF NOT EXISTS FOR (n:_Proposal) ON (n.id)
// name: own_decision
CREATE INDEX lumigraph_decision IF NOT EXISTS FOR (n:_Decision) ON (n.number)
// name: own_decision_proposal
CREATE INDEX lumigraph_decision_proposal IF NOT EXISTS FOR (n:_Decision) ON (n.proposal)
// name: own_identity_key
CREATE INDEX lumigraph_identity_key IF NOT EXISTS FOR (n:_Identity) ON (n.key)
// name: own_identity_entity
CREATE INDEX lumigraph_identity_entity IF NOT EXISTS FOR (n:_Identity) ON (n.entity)
// name: own_change
CREATE INDEX lumigraph_change IF NOT EXISTS FOR (n:_Change) ON (n.revision)
// name: own_entity_kind
CREATE INDEX lumigraph_entity_kind IF NOT EXISTS FOR (n:_Entity) ON (n._kind, n.id)
// name: own_entity_start
CREATE INDEX lumigraph_entity_start IF NOT EXISTS FOR (n:_Entity) ON (n._start)
// name: own_next
CREATE CONSTRAINT lumigraph_next IF NOT EXISTS FOR (n:_Next) REQUIRE n.id IS UNIQUE
// name: own_gone
CREATE CONSTRAINT lumigraph_gone IF NOT EXISTS FOR (n:_Gone) REQUIRE n.id IS UNIQUE
// name: own_name_entity
CREATE INDEX lumigraph_name_entity IF NOT EXISTS FOR (n:_Name) ON (n.entity)
// name: own_name_head
CREATE INDEX lumigraph_name_head IF NOT EXISTS FOR (n:_Name) ON (n.head)
// name: own_name_number
CREATE INDEX lumigraph_name_number IF NOT EXISTS FOR (n:_Name) ON (n.number)
// name: own_gram
CREATE CONSTRAINT lumigraph_gram IF NOT EXISTS FOR (n:_Gram) REQUIRE n.gram IS UNIQUE
// name: own_name_grams
CREATE FULLTEXT INDEX lumigraph_name_grams IF NOT EXISTS FOR (n:_Name) ON EACH [n.grams]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
// name: own_reach
CREATE INDEX lumigraph_reach IF NOT EXISTS FOR (n:_Reach) ON (n.technology, n.block)
// name: own_await
CALL db.awaitIndexes(300)

// The kinds of the vocabulary. Not made where other people's data live beside ours: there they
// would bind what is not ours. They come before the label _Entity, so that Neo4j's tools, which
// colour a node by its first label, colour by kind.
// name: kind_organisation
CREATE CONSTRAINT lumigraph_organisation IF NOT EXISTS
FOR (n:Organisation) REQUIRE n.id IS UNIQUE
// name: kind_project
CREATE CONSTRAINT lumigraph_project IF NOT EXISTS FOR (n:Project) REQUIRE n.id IS UNIQUE
// name: kind_programme
CREATE CONSTRAINT lumigraph_programme IF NOT EXISTS FOR (n:Programme) REQUIRE n.id IS UNIQUE
// name: kind_agreement
CREATE CONSTRAINT lumigraph_agreement IF NOT EXISTS FOR (n:Agreement) REQUIRE n.id IS UNIQUE
// name: kind_technology
CREATE CONSTRAINT lumigraph_technology IF NOT EXISTS FOR (n:Technology) REQUIRE n.id IS UNIQUE
// name: kind_region
CREATE CONSTRAINT lumigraph_region IF NOT EXISTS FOR (n:Region) REQUIRE n.id IS UNIQUE
// name: kind_event
CREATE CONSTRAINT lumigraph_event IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE
// name: kind_product
CREATE CONSTRAINT lumigraph_product IF NOT EXISTS FOR (n:Product) REQUIRE n.id IS UNIQUE
// name: kind_document
CREATE CONSTRAINT lumigraph_document IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE
// name: kind_change_event
CREATE CONSTRAINT lumigraph_change_event IF NOT EXISTS FOR (n:ChangeEvent) REQUIRE n.id IS UNIQUE
// name: kind_grant
CREATE CONSTRAINT lumigraph_grant IF NOT EXISTS FOR (n:Grant) REQUIRE n.id IS UNIQUE
// name: entity_id
CREATE CONSTRAINT lumigraph_entity IF NOT EXISTS FOR (n:_Entity) REQUIRE n.id IS UNIQUE
