/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rebac.HandBuiltModels.and;
import static org.lumoauth.authz.rebac.HandBuiltModels.butNot;
import static org.lumoauth.authz.rebac.HandBuiltModels.computed;
import static org.lumoauth.authz.rebac.HandBuiltModels.direct;
import static org.lumoauth.authz.rebac.HandBuiltModels.from;
import static org.lumoauth.authz.rebac.HandBuiltModels.or;
import static org.lumoauth.authz.rebac.TupleSampleParser.tuple;
import static org.lumoauth.authz.rebac.TupleSampleParser.values;
import static org.lumoauth.authz.rebac.TupleSampleParser.with;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.model.ShadowModelReport;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RelationCheckTest {

  private static final RelationModel DRIVE =
      HandBuiltModels.model()
          .condition("office", "network", "office"::equals)
          .type("user")
          .type("group")
          .define("member", "user", "group#member", "user:*")
          .type("folder")
          .define("parent", "folder")
          .define("viewer", or(direct(), from("viewer", "parent")), "user", "group#member")
          .type("document")
          .define("parent", "folder")
          .define("owner", "user")
          .define("blocked", "user", "group#member")
          .define("approved", "user", "user:*")
          .define(
              "viewer",
              or(direct(), computed("owner"), from("viewer", "parent")),
              "user",
              "user:*",
              "group#member",
              "user with office",
              "user:* with office")
          .define("reader", butNot(computed("viewer"), computed("blocked")))
          .define("signer", and(computed("viewer"), computed("approved")))
          .build();

  @DatabaseTest
  void followsEveryRewrite(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place =
          world.place(
              DRIVE,
              "document:1#owner@user:anne",
              "document:1#parent@folder:b",
              "folder:b#parent@folder:a",
              "folder:a#viewer@group:eng#member",
              "group:eng#member@group:java#member",
              "group:java#member@user:bob",
              "document:1#blocked@user:carl",
              "group:java#member@user:carl",
              "document:1#approved@user:bob");

      assertTrue(place.check("document:1#viewer@user:anne"));
      assertTrue(place.check("document:1#viewer@user:bob"));
      assertTrue(place.check("document:1#viewer@group:eng#member"));
      assertTrue(place.check("document:1#viewer@group:java#member"));
      assertTrue(place.check("group:eng#member@group:eng#member"));
      assertFalse(place.check("document:1#viewer@user:dora"));
      assertFalse(place.check("document:2#viewer@user:anne"));
      assertTrue(place.check("document:1#viewer@user:carl"));
      assertFalse(place.check("document:1#reader@user:carl"));
      assertTrue(place.check("document:1#reader@user:bob"));
      assertTrue(place.check("document:1#signer@user:bob"));
      assertFalse(place.check("document:1#signer@user:carl"));
      assertEquals(List.of("document:1"), place.objects("document", "viewer", "user:bob"));
      assertEquals(List.of(), place.objects("document", "reader", "user:carl"));
      assertEquals(List.of("folder:a", "folder:b"), place.objects("folder", "viewer", "user:bob"));
    }
  }

  @DatabaseTest
  void tellsAWildcardFromAnId(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(DRIVE, "document:1#viewer@user:*", "document:2#viewer@user:anne");

      assertTrue(place.check("document:1#viewer@user:anyone"));
      assertTrue(place.check("document:1#viewer@user:*"));
      assertFalse(place.check("document:2#viewer@user:*"));
      assertFalse(place.check("document:1#viewer@group:eng#member"));
      assertEquals(
          List.of("document:1", "document:2"), place.objects("document", "viewer", "user:anne"));
    }
  }

  @DatabaseTest
  void failsOnlyWhereTheAnswerHangsOnAConditionThatCannotBeEvaluated(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(DRIVE, "document:2#owner@user:anne");
      place.write(
          tuple("document:1#viewer@user:anne", "office", Map.of()),
          tuple("document:2#viewer@user:anne", "office", Map.of()),
          tuple("document:3#viewer@user:anne", "office", Map.of("network", "home")));

      assertTrue(place.check("document:1#viewer@user:anne", values(Map.of("network", "office"))));
      assertFalse(place.check("document:1#viewer@user:anne", values(Map.of("network", "home"))));
      assertTrue(place.check("document:2#viewer@user:anne"));
      // what is kept with the tuple wins over what the question brings
      assertFalse(place.check("document:3#viewer@user:anne", values(Map.of("network", "office"))));
      var failure =
          assertThrows(RelationException.class, () -> place.check("document:1#viewer@user:anne"));
      assertEquals(RelationErrorKind.CONDITION_FAILED, failure.kind());
    }
  }

  @DatabaseTest
  void leavesOutOfAListWhatHangsOnAConditionThatCannotBeEvaluatedIfAsked(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(DRIVE, "document:2#owner@user:anne", "document:1#owner@user:bob");
      place.write(
          tuple("document:1#viewer@user:anne", "office", Map.of()),
          tuple("document:2#viewer@user:anne", "office", Map.of()));
      var skipping = RelationQueryContext.standard().skippingUndecided();

      var objects = place.listObjects("document", "viewer", "user:anne", skipping);
      var subjects = place.listSubjects("document:1", "viewer", "user", skipping);

      assertEquals(List.of(new ObjectRef("document", "2")), objects.items());
      assertFalse(objects.complete());
      assertEquals(Optional.empty(), objects.next());
      assertEquals(List.of(RelationSubject.of("user", "bob")), subjects.items());
      assertFalse(subjects.complete());
      var failure =
          assertThrows(
              RelationException.class,
              () ->
                  place.listObjects(
                      "document", "viewer", "user:anne", RelationQueryContext.standard()));
      assertEquals(RelationErrorKind.CONDITION_FAILED, failure.kind());
      var known = values(Map.of("network", "office")).skippingUndecided();
      assertTrue(place.listObjects("document", "viewer", "user:anne", known).complete());
    }
  }

  @DatabaseTest
  void letsContextualTuplesCountForOneQuestionAlone(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(DRIVE, "folder:a#viewer@user:anne");

      assertTrue(
          place.check("document:1#viewer@user:anne", with(tuple("document:1#parent@folder:a"))));
      assertFalse(place.check("document:1#viewer@user:anne"));
      var failure =
          assertThrows(
              RelationException.class,
              () ->
                  place.check(
                      "document:1#viewer@user:anne", with(tuple("document:1#parent@user:anne"))));
      assertEquals(RelationErrorKind.INVALID_TUPLE, failure.kind());
    }
  }

  @DatabaseTest
  void forgetsATupleWhenItsTimeHasCome(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(DRIVE);
      place.write(
          TupleSampleParser.until("document:1#viewer@user:anne", Instant.now().minusSeconds(1)),
          TupleSampleParser.until("document:2#viewer@user:anne", Instant.now().plusSeconds(3600)));

      assertFalse(place.check("document:1#viewer@user:anne"));
      assertTrue(place.check("document:2#viewer@user:anne"));
    }
  }

  @DatabaseTest
  void keepsToTheTenantsLimitsWithinThoseOfTheServer(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place =
          world.place(DRIVE, "group:a#member@group:b#member", "group:b#member@group:c#member");
      place.write("group:c#member@user:anne");
      assertTrue(place.check("group:a#member@user:anne"));

      limit(world, 2L);
      var refusal =
          assertThrows(RelationException.class, () -> place.check("group:a#member@user:anne"));
      assertEquals(RelationErrorKind.LIMIT_EXCEEDED, refusal.kind());
      limit(world, 1_000_000L);
      assertTrue(place.check("group:a#member@user:anne"));
    }
  }

  @DatabaseTest
  void answersWithoutWaitingForAShadowModel(TestDatabase database) {
    for (var config : List.of(RebacTestConfig.standard(), RebacTestConfig.bare())) {
      try (var world =
          new RebacModuleFixture(database.units(), config, RebacModuleFixture.Shared.fresh())) {
        var place = world.place(DRIVE, "document:1#owner@user:anne");
        var current =
            world.models.findCurrent(RebacModuleFixture.ACME, place.store.id()).orElseThrow().id();
        world.models.setShadow(
            RebacModuleFixture.ACME,
            place.store.id(),
            Optional.of(current),
            RebacModuleFixture.SOMEBODY);
        world.shadowThread.hold(2);

        assertTrue(place.check("document:1#viewer@user:anne"));
        assertFalse(place.check("document:1#viewer@user:bob"));
        assertFalse(place.check("document:1#viewer@user:carl")); // too many wait

        assertEquals(0, report(world, place).compared());
        assertEquals(1, report(world, place).skipped());
        world.shadowThread.release();
        assertEquals(2, report(world, place).compared());
        assertEquals(0, report(world, place).different());
        world.stores.delete(RebacModuleFixture.ACME, place.store.id(), RebacModuleFixture.SOMEBODY);
      }
    }
  }

  /** Without an index the tuples are read again, and may be others by then. */
  @DatabaseTest
  void aModelInShadowIsNotComparedOnOtherTuples(TestDatabase database) {
    try (var world = new RebacModuleFixture(database, RebacTestConfig.bare())) {
      var place = world.place(DRIVE, "document:1#owner@user:anne");
      var current =
          world.models.findCurrent(RebacModuleFixture.ACME, place.store.id()).orElseThrow().id();
      world.models.setShadow(
          RebacModuleFixture.ACME,
          place.store.id(),
          Optional.of(current),
          RebacModuleFixture.SOMEBODY);
      world.shadowThread.hold(2);

      assertTrue(place.check("document:1#viewer@user:anne"));
      place.delete("document:1#owner@user:anne");
      world.shadowThread.release();

      assertEquals(0, report(world, place).different());
      assertEquals(1, report(world, place).skipped());
    }
  }

  private static ShadowModelReport report(
      RebacModuleFixture world, RebacModuleFixture.Place place) {
    return world.models.findShadowReport(RebacModuleFixture.ACME, place.store.id()).orElseThrow();
  }

  /** Each has its own time, but all together have theirs: what is late is no answer. */
  @DatabaseTest
  void aBatchHasATimeForAllOfIt(TestDatabase database) {
    for (var config : List.of(RebacTestConfig.standard(), RebacTestConfig.bare())) {
      try (var world =
          new RebacModuleFixture(
              database.units(), config.batch(0), RebacModuleFixture.Shared.fresh())) {
        var place = world.place(DRIVE, "document:1#owner@user:anne");
        var one =
            new RelationQueryService.RelationBatchCheckItem(
                TupleSampleParser.key("document:1#viewer@user:anne"),
                RelationQueryContext.standard());

        var outcomes =
            world.queries.checkAll(
                RebacModuleFixture.ACME, place.store.id(), Collections.nCopies(3, one));

        assertEquals(3, outcomes.size());
        for (var outcome : outcomes) {
          assertEquals(RelationErrorKind.DEADLINE, outcome.failure().orElseThrow().kind());
          assertEquals(Optional.empty(), outcome.answer());
        }
        assertTrue(place.check("document:1#viewer@user:anne"));
        world.stores.delete(RebacModuleFixture.ACME, place.store.id(), RebacModuleFixture.SOMEBODY);
      }
    }
  }

  @DatabaseTest
  void comparesAModelInShadow(TestDatabase database) {
    var stricter =
        HandBuiltModels.model()
            .type("user")
            .type("document")
            .define("viewer", "user")
            .define("owner", "user")
            .build();
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(DRIVE, "document:1#owner@user:anne", "document:1#viewer@user:bob");
      String current =
          world.models.findCurrent(RebacModuleFixture.ACME, place.store.id()).orElseThrow().id();
      String tried = place.model(stricter).id();
      world.models.makeCurrent(
          RebacModuleFixture.ACME, place.store.id(), current, RebacModuleFixture.SOMEBODY);
      world.models.setShadow(
          RebacModuleFixture.ACME,
          place.store.id(),
          Optional.of(tried),
          RebacModuleFixture.SOMEBODY);

      assertTrue(place.check("document:1#viewer@user:anne"));
      assertTrue(place.check("document:1#viewer@user:bob"));
      assertFalse(place.check("document:1#reader@user:dora"));

      var report =
          world.models.findShadowReport(RebacModuleFixture.ACME, place.store.id()).orElseThrow();
      assertEquals(2, report.compared());
      assertEquals(1, report.different());
      assertEquals(1, report.failed()); // it has no readers
      assertEquals("document:1#viewer@user:anne", report.examples().get(0).question().toString());
      world.models.setShadow(
          RebacModuleFixture.ACME, place.store.id(), Optional.empty(), RebacModuleFixture.SOMEBODY);
      assertEquals(
          Optional.empty(),
          world.models.findShadowReport(RebacModuleFixture.ACME, place.store.id()));
    }
  }

  @DatabaseTest
  void saysWhy(TestDatabase database) {
    try (var world = new RebacModuleFixture(database)) {
      var place =
          world.place(DRIVE, "document:1#parent@folder:a", "folder:a#viewer@group:g#member");
      place.write("group:g#member@user:anne");

      var yes = explained(world, place, "document:1#reader@user:anne");
      var no = explained(world, place, "document:1#reader@user:bob");

      assertTrue(yes.toString().contains("document:1#parent@folder:a"), yes.toString());
      assertTrue(yes.toString().contains("group:g#member@user:anne"), yes.toString());
      assertEquals("relation_holds", yes.code());
      assertEquals("relation_does_not_hold", no.code());
    }
  }

  private static DecisionReason explained(
      RebacModuleFixture world, RebacModuleFixture.Place place, String question) {
    return world
        .queries
        .check(
            RebacModuleFixture.ACME,
            place.store.id(),
            TupleSampleParser.key(question),
            RelationQueryContext.standard(),
            true)
        .explanation()
        .orElseThrow();
  }

  private static void limit(RebacModuleFixture world, long depth) {
    world.settings.change(
        RebacModuleFixture.ACME,
        RelationSettings.SECTION,
        Map.of(RelationSettings.MAX_DEPTH, depth));
    world.events.publish(
        new DomainEvent(
            SettingsStore.CHANGED, RebacModuleFixture.ACME.id(), RelationSettings.SECTION));
  }
}
