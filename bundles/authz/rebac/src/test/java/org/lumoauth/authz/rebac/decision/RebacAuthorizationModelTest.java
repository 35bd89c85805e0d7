/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rebac.HandBuiltModels.computed;
import static org.lumoauth.authz.rebac.HandBuiltModels.direct;
import static org.lumoauth.authz.rebac.HandBuiltModels.or;
import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;
import static org.lumoauth.authz.rebac.RebacModuleFixture.GLOBEX;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.AuthorizationVote.VoteOutcome;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.HandBuiltModels;
import org.lumoauth.authz.rebac.RebacModuleFixture;
import org.lumoauth.authz.rebac.RebacTestConfig;
import org.lumoauth.authz.rebac.TupleSampleParser;
import org.lumoauth.authz.rebac.cache.CompiledModelCache;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RebacAuthorizationModelTest {
  private static final SubjectRef ANNE = new SubjectRef(SubjectRef.USER, "anne");
  private static final RelationModel DRIVE =
      HandBuiltModels.model()
          .condition("office", "network", "office"::equals)
          .type("user")
          .type("agent")
          .type("group")
          .define("member", "user")
          .type("document")
          .define("owner", "user", "agent", "group#member")
          .define("read", or(direct(), computed("owner")), "user with office")
          .define("can_read", computed("read"))
          .define("write", computed("owner"))
          .build();

  /** The model between the module's own parts. */
  private static final class Room implements AutoCloseable {
    final RebacModuleFixture world;
    final DefaultStoreModelCache models;
    final RebacAuthorizationModel model;

    Room(TestDatabase database) {
      world = new RebacModuleFixture(database);
      models =
          new DefaultStoreModelCache(
              world.unit,
              world.heads,
              new CompiledModelCache(
                  world.unit, world.shared.compiler(), RebacTestConfig.standard()));
      world.events.addListener(models);
      model = new RebacAuthorizationModel(models, world.queries);
    }

    RebacModuleFixture.Place standard() {
      return world.new Place(world.stores.defaultStore(ACME));
    }

    AuthorizationVote vote(SubjectRef subject, String action, String id) {
      return vote(ACME, subject, action, id, Map.of());
    }

    AuthorizationVote vote(
        TenantContext tenant,
        SubjectRef subject,
        String action,
        String id,
        Map<String, Object> context) {
      return model.vote(
          tenant,
          new DecisionRequest(
              subject,
              List.of(),
              action,
              Optional.of(new Resource("document", id, Map.of())),
              context,
              Optional.empty()));
    }

    @Override
    public void close() {
      world.close();
    }
  }

  @DatabaseTest
  void permitsWhatTuplesSayAndTellsWhich(TestDatabase database) {
    try (var room = new Room(database)) {
      var place = room.standard();
      place.model(DRIVE);
      place.write("document:plan#owner@user:anne");

      var vote = room.vote(ANNE, "owner", "plan");

      assertEquals(VoteOutcome.PERMIT, vote.outcome());
      assertEquals("relation_grants", vote.reason().code());
      assertTrue(
          vote.reason().toString().contains("document:plan#owner@user:anne"),
          vote.reason().toString());
    }
  }

  @DatabaseTest
  void saysNothingOfWhatNoTupleSaysAndWhatWouldHelp(TestDatabase database) {
    try (var room = new Room(database)) {
      var place = room.standard();
      place.model(DRIVE);

      var vote = room.vote(ANNE, "owner", "plan");

      assertEquals(VoteOutcome.NOT_APPLICABLE, vote.outcome());
      assertEquals("no_relation", vote.reason().code());
      assertTrue(vote.remedy().isPresent());
    }
  }

  @DatabaseTest
  void takesTheLastPartOfAnActionForARelation(TestDatabase database) {
    try (var room = new Room(database)) {
      var place = room.standard();
      place.model(DRIVE);
      place.write("document:plan#owner@user:anne");

      assertEquals("can_read", relation(room.vote(ANNE, "documents.read", "plan")));
      assertEquals("write", relation(room.vote(ANNE, "documents.write", "plan")));
      assertEquals("read", relation(room.vote(ANNE, "read", "plan")));
      assertEquals(
          "not_in_relation_model", room.vote(ANNE, "documents.print", "plan").reason().code());
    }
  }

  @DatabaseTest
  void asksAboutAgentsAndTheMembersOfGroups(TestDatabase database) {
    try (var room = new Room(database)) {
      var place = room.standard();
      place.model(DRIVE);
      place.write("document:plan#owner@agent:robot");
      place.write("document:plan#owner@group:eng#member");

      assertEquals(
          VoteOutcome.PERMIT,
          room.vote(new SubjectRef(SubjectRef.AGENT, "robot"), "owner", "plan").outcome());
      assertEquals(
          VoteOutcome.PERMIT,
          room.vote(new SubjectRef(SubjectRef.GROUP, "eng"), "owner", "plan").outcome());
      assertEquals(
          "not_in_relation_model",
          room.vote(new SubjectRef(SubjectRef.CLIENT, "cli_1"), "owner", "plan").reason().code());
    }
  }

  @DatabaseTest
  void evaluatesConditionsAndFailsWhereItCannot(TestDatabase database) {
    try (var room = new Room(database)) {
      var place = room.standard();
      place.model(DRIVE);
      place.write(
          new RelationTuple(
              TupleSampleParser.key("document:plan#read@user:anne"),
              Optional.of(new TupleCondition("office", Map.of())),
              Optional.empty()));
      Map<String, Object> unknown = new HashMap<>();
      unknown.put("network", null);

      assertEquals(
          VoteOutcome.PERMIT,
          room.vote(ACME, ANNE, "read", "plan", Map.of("network", "office")).outcome());
      assertEquals(
          VoteOutcome.NOT_APPLICABLE,
          room.vote(ACME, ANNE, "read", "plan", Map.of("network", "home")).outcome());
      assertEquals(VoteOutcome.FAILED, room.vote(ANNE, "read", "plan").outcome());
      assertEquals(VoteOutcome.FAILED, room.vote(ACME, ANNE, "read", "plan", unknown).outcome());
    }
  }

  @DatabaseTest
  void knowsATenantWithoutAModelUntilItHasOne(TestDatabase database) {
    try (var room = new Room(database)) {
      assertEquals("no_relation_model", room.vote(ANNE, "owner", "plan").reason().code());

      var place = room.standard();
      assertEquals("no_relation_model", room.vote(ANNE, "owner", "plan").reason().code());
      place.model(DRIVE);
      place.write("document:plan#owner@user:anne");

      assertEquals(VoteOutcome.PERMIT, room.vote(ANNE, "owner", "plan").outcome());
    }
  }

  @DatabaseTest
  void decidesByNothingOfAnotherTenant(TestDatabase database) {
    try (var room = new Room(database)) {
      var place = room.standard();
      place.model(DRIVE);
      place.write("document:plan#owner@user:anne");

      assertEquals(
          "no_relation_model", room.vote(GLOBEX, ANNE, "owner", "plan", Map.of()).reason().code());
    }
  }

  @DatabaseTest
  void makesNoStoreOfATenantThatOnlyAsks(TestDatabase database) {
    try (var room = new Room(database)) {
      room.vote(ANNE, "owner", "plan");

      assertTrue(
          room.world.stores.list(ACME, Optional.empty(), 10, Optional.empty()).items().isEmpty());
    }
  }

  @DatabaseTest
  void saysNothingWithoutAResource(TestDatabase database) {
    try (var room = new Room(database)) {
      room.standard().model(DRIVE);

      assertEquals(
          "no_resource", room.model.vote(ACME, DecisionRequest.of(ANNE, "owner")).reason().code());
    }
  }

  @DatabaseTest
  void permitsNothingToANameThatCannotBe(TestDatabase database) {
    try (var room = new Room(database)) {
      room.standard().model(DRIVE);

      assertEquals(VoteOutcome.NOT_APPLICABLE, room.vote(ANNE, "owner", "a#b").outcome());
      assertEquals(VoteOutcome.NOT_APPLICABLE, room.vote(ANNE, "owner", "*").outcome());
      assertEquals(
          VoteOutcome.NOT_APPLICABLE,
          room.vote(new SubjectRef(SubjectRef.USER, "x y"), "owner", "plan").outcome());
    }
  }

  private static Object relation(AuthorizationVote vote) {
    assertEquals(VoteOutcome.PERMIT, vote.outcome(), vote.reason().toString());
    return vote.reason().facts().get("relation");
  }
}
