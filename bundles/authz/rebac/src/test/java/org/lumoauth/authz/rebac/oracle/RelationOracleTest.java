/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.authz.rebac.oracle.OracleAnswer.NO;
import static org.lumoauth.authz.rebac.oracle.OracleAnswer.OPEN;
import static org.lumoauth.authz.rebac.oracle.OracleAnswer.YES;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;

/** The oracle against examples whose answers follow from the definition by hand. */
class RelationOracleTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static final String GROUPS =
      """
      type group
        relations
          define member: [user, user:*, group#member, user with ok]
      type doc
        relations
          define parent: [doc]
          define banned: [user, user:*, group#member]
          define editor: [user, group#member]
          define viewer: [user, user:*, group#member] or editor or viewer from parent
          define reader: viewer but not banned
          define both: viewer and editor
      condition ok(x: int) { x > 3 }
      """;

  private final List<RelationTuple> tuples = new ArrayList<>();

  @Test
  void followsTuplesUsersetsAndRewrites() {
    given("group:g1#member@user:anne", "group:g2#member@group:g1#member");
    given("doc:1#editor@group:g2#member", "doc:2#parent@doc:1", "doc:3#parent@doc:2");

    assertEquals(YES, check("doc:1#editor@user:anne"));
    assertEquals(YES, check("doc:3#viewer@user:anne"));
    assertEquals(NO, check("doc:3#viewer@user:bob"));
    assertEquals(NO, check("doc:3#editor@user:anne"));
  }

  @Test
  void grantsUsersetsTheirMembersRelations() {
    given("group:g2#member@group:g1#member", "doc:1#editor@group:g2#member");

    assertEquals(YES, check("doc:1#viewer@group:g1#member"));
    assertEquals(YES, check("doc:1#viewer@doc:1#editor"));
    assertEquals(YES, check("doc:9#viewer@doc:9#viewer"));
    assertEquals(NO, check("doc:1#editor@doc:1#viewer"));
  }

  @Test
  void matchesAnyUserButNoUsersetByWildcard() {
    given("doc:1#viewer@user:*");

    assertEquals(YES, check("doc:1#viewer@user:whoever"));
    assertEquals(YES, check("doc:1#viewer@user:*"));
    assertEquals(NO, check("doc:1#viewer@group:g#member"));
    assertEquals(NO, check("doc:1#editor@user:*"));
  }

  @Test
  void evaluatesExclusionAndIntersection() {
    given("doc:1#viewer@user:*", "doc:1#banned@user:bob", "doc:1#editor@user:anne");

    assertEquals(YES, check("doc:1#reader@user:anne"));
    assertEquals(NO, check("doc:1#reader@user:bob"));
    assertEquals(YES, check("doc:1#both@user:anne"));
    assertEquals(NO, check("doc:1#both@user:carl"));
  }

  @Test
  void terminatesOnCyclicData() {
    given("group:a#member@group:b#member", "group:b#member@group:a#member");
    given("doc:1#parent@doc:2", "doc:2#parent@doc:1", "group:a#member@user:anne");

    assertEquals(YES, check("group:b#member@user:anne"));
    assertEquals(NO, check("group:b#member@user:bob"));
    assertEquals(NO, check("doc:1#viewer@user:anne"));
  }

  @Test
  void leavesContradictoryResultOpen() {
    var model =
        """
        type doc
          relations
            define other: [doc]
            define out: [user]
            define viewer: [user] but not (out or viewer from other)
        """;
    given("doc:1#other@doc:2", "doc:2#other@doc:1", "doc:3#other@doc:3");
    given("doc:1#viewer@user:anne", "doc:2#viewer@user:anne", "doc:1#viewer@user:bob");
    given("doc:3#viewer@user:anne");

    var oracle = oracle(model, Map.of());

    assertEquals(OPEN, ask(oracle, "doc:1#viewer@user:anne"));
    assertEquals(OPEN, ask(oracle, "doc:3#viewer@user:anne"));
    assertEquals(YES, ask(oracle, "doc:1#viewer@user:bob"));
    assertEquals(NO, ask(oracle, "doc:2#viewer@user:bob"));
  }

  @Test
  void prefersTupleValuesInConditions() {
    tuples.add(conditional("group:g#member@user:anne", Map.of("x", 5)));
    tuples.add(conditional("group:h#member@user:anne", Map.of()));

    assertEquals(YES, check("group:g#member@user:anne", Map.of("x", 1)));
    assertEquals(NO, check("group:h#member@user:anne", Map.of("x", 1)));
    assertEquals(YES, check("group:h#member@user:anne", Map.of("x", 4)));
    assertEquals(OPEN, check("group:h#member@user:anne", Map.of()));
  }

  @Test
  void leavesOpenOnlyConditionalResults() {
    tuples.add(conditional("group:g#member@user:anne", Map.of()));
    given("doc:1#banned@group:g#member", "doc:1#viewer@user:*", "doc:2#editor@group:g#member");
    given("doc:2#viewer@user:anne");

    assertEquals(OPEN, check("doc:1#reader@user:anne"));
    assertEquals(YES, check("doc:1#reader@user:bob"));
    assertEquals(YES, check("doc:2#viewer@user:anne"));
    assertEquals(OPEN, check("doc:2#both@user:anne"));
  }

  @Test
  void ignoresExpiredAndInvalidTuples() {
    var key = TupleShortNotation.key("doc:1#viewer@user:anne");
    tuples.add(new RelationTuple(key, Optional.empty(), Optional.of(NOW)));
    given("doc:2#editor@user:*", "doc:3#viewer@doc:1#viewer");

    assertEquals(NO, check("doc:1#viewer@user:anne"));
    assertEquals(NO, check("doc:2#editor@user:anne"));
    assertEquals(NO, check("doc:3#viewer@doc:1#viewer"));
  }

  @Test
  void listsResultsConsistentWithChecks() {
    given("doc:1#viewer@user:*", "doc:1#banned@user:bob", "doc:2#editor@user:bob");
    var oracle = oracle(GROUPS, Map.of());
    var doc = TupleShortNotation.object("doc:1");

    assertEquals(
        Map.of(TupleShortNotation.object("doc:1"), NO, TupleShortNotation.object("doc:2"), YES),
        oracle.objects("doc", "reader", TupleShortNotation.subject("user:bob")));
    assertEquals(
        Map.of(TupleShortNotation.subject("user:bob"), NO),
        oracle.subjects(doc, "reader", new RelationSubjectFilter("user", Optional.empty())));
    assertEquals(YES, oracle.everybody(doc, "reader", "user"));
  }

  private void given(String... written) {
    for (var tuple : written) {
      tuples.add(RelationTuple.of(TupleShortNotation.key(tuple)));
    }
  }

  private static RelationTuple conditional(String key, Map<String, Object> values) {
    return new RelationTuple(
        TupleShortNotation.key(key),
        Optional.of(new TupleCondition("ok", values)),
        Optional.empty());
  }

  private OracleAnswer check(String question) {
    return check(question, Map.of());
  }

  private OracleAnswer check(String question, Map<String, Object> context) {
    return ask(oracle(GROUPS, context), question);
  }

  private static OracleAnswer ask(RelationOracle oracle, String question) {
    var key = TupleShortNotation.key(question);
    return oracle.check(key.object(), key.relation(), key.subject());
  }

  private RelationOracle oracle(String types, Map<String, Object> context) {
    return new RelationOracle(
        TupleShortNotation.model("model\n  schema 1.1\ntype user\n" + types), tuples, context, NOW);
  }
}
