/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.relation.model.RelationModelSourceFiles.ModelLanguage;
import org.lumoauth.authz.rebac.TupleSampleParser;
import org.lumoauth.authz.rebac.language.ModelLanguageCompiler;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.platform.cel.CelExpressionCompiler;

/** Circles of relations, with and without subtractions, each asked about in many orders. */
class CyclicRelationTest {

  private static final int ORDERS = 2_000;

  private static final String EXCLUDED =
      """
      model
        schema 1.1
      type user
      type t0
        relations
          define p: [t0]
          define r0: [t0#r2] but not (r2 from p)
          define r1: [t0#r0 with flag]
          define r2: [user:*, t0#r1]
      condition flag(on: bool, x: int) { on || x > 3 }
      """;

  private static final String MEMBERS =
      """
      model
        schema 1.1
      type user
      type t
        relations
          define z: [user]
          define m: [user, t#m, t#y]
          define y: [t#m, user with c] but not z
          define banned: [t#m]
          define ok: [t#m] but not banned
      condition c(x: int) { x > 3 }
      """;

  /**
   * {@code A#r2} is met again below the subtraction in {@code c#r0} while {@code a#r1}, on which it
   * rests, is being worked out. {@code c#r0} is not, since {@code b#r2} is subtracted anyway; so
   * neither is {@code a#r1}, nor {@code A#r2}, and {@code A#r0} holds.
   */
  @Test
  void resolvesCycleCutByExclusion() {
    var world =
        world(
            EXCLUDED,
            Map.of("x", 0),
            TupleSampleParser.tuple("t0:A#r0@t0:a#r2"),
            TupleSampleParser.tuple("t0:A#r0@t0:b#r2"),
            TupleSampleParser.tuple("t0:A#p@t0:A"),
            TupleSampleParser.tuple("t0:A#r2@t0:a#r1"),
            TupleSampleParser.tuple("t0:a#r2@t0:a#r1"),
            TupleSampleParser.tuple("t0:a#r1@t0:c#r0", "flag", Map.of()),
            TupleSampleParser.tuple("t0:b#r2@user:*"),
            TupleSampleParser.tuple("t0:c#r0@t0:a#r2"),
            TupleSampleParser.tuple("t0:c#r0@t0:b#r2"),
            TupleSampleParser.tuple("t0:c#p@t0:A"),
            TupleSampleParser.tuple("t0:c#p@t0:b"));

    assertEquals(OracleAnswer.YES, world.inEveryOrder("t0:A#r0@user:u"));
  }

  /**
   * {@code k#m} rests on {@code N#m} and {@code Y#y} at once, the first of which rests on {@code
   * X#m}. {@code Y#y} is not, whatever the others are, since {@code z} is subtracted; {@code X#m}
   * is, by {@code W#m}. So {@code k#m} is, and who is banned by it has no {@code ok}.
   */
  @Test
  void resolvesNodeDependingOnTwoUnresolvedNodes() {
    var world =
        world(
            MEMBERS,
            Map.of(),
            TupleSampleParser.tuple("t:X#m@t:Y#y"),
            TupleSampleParser.tuple("t:X#m@t:W#m"),
            TupleSampleParser.tuple("t:W#m@user:u"),
            TupleSampleParser.tuple("t:Y#y@t:N#m"),
            TupleSampleParser.tuple("t:Y#y@user:u", "c", Map.of()),
            TupleSampleParser.tuple("t:Y#z@user:u"),
            TupleSampleParser.tuple("t:N#m@t:k#m"),
            TupleSampleParser.tuple("t:N#m@t:X#m"),
            TupleSampleParser.tuple("t:k#m@t:N#m"),
            TupleSampleParser.tuple("t:k#m@t:Y#y"),
            TupleSampleParser.tuple("t:R#ok@t:X#m"),
            TupleSampleParser.tuple("t:R#banned@t:k#m"));

    assertEquals(OracleAnswer.NO, world.inEveryOrder("t:R#ok@user:u"));
  }

  /** Who has a relation because he does not have it: neither yes nor no, whatever comes first. */
  @Test
  void leavesContradictionOpen() {
    var world =
        world(
            EXCLUDED,
            Map.of("on", true),
            TupleSampleParser.tuple("t0:A#r0@t0:b#r2"),
            TupleSampleParser.tuple("t0:A#p@t0:A"),
            TupleSampleParser.tuple("t0:A#r2@t0:a#r1"),
            TupleSampleParser.tuple("t0:a#r1@t0:A#r0", "flag", Map.of()),
            TupleSampleParser.tuple("t0:b#r2@user:*"));

    assertEquals(OracleAnswer.OPEN, world.inEveryOrder("t0:A#r0@user:u"));
  }

  private record Circle(
      RelationModel model, List<RelationTuple> tuples, Map<String, Object> values) {

    /** What the definition says; the engine was asked for it and for all else in many orders. */
    OracleAnswer inEveryOrder(String question) {
      var key = TupleSampleParser.key(question);
      for (int order = 0; order < ORDERS; order++) {
        var orders = new RandomOrderComparison("order " + order, model, tuples, values);
        orders.ask(key.subject(), new Random(order), new AnswerTally());
      }
      return new RelationOracle(model, tuples, values, RandomOrderComparison.now())
          .check(key.object(), key.relation(), key.subject());
    }
  }

  private static Circle world(String dsl, Map<String, Object> values, RelationTuple... tuples) {
    var compiled =
        new ModelLanguageCompiler(new CelExpressionCompiler())
            .compile(RelationModelSourceFiles.of(ModelLanguage.OPENFGA_DSL, dsl));
    return new Circle(compiled.model(), List.of(tuples), values);
  }
}
