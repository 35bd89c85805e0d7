/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.authz.rebac.TupleSampleParser;
import org.lumoauth.authz.rebac.index.Userset;

/** Random models and tuples: what is answered is what the definition says. */
class RandomModelEngineTest {

  private static final EvaluationLimits LIMITS =
      new EvaluationLimits(500, 1_000_000, Duration.ofSeconds(60));

  @Property(tries = 400, seed = "1")
  void answersAsTheDefinitionSays(@ForAll long seed) {
    var world = new RandomTupleModel(seed);
    var setting = setting(world);
    for (String subject : world.subjects) {
      var oracle =
          new FixpointCheckOracle(
              world.model,
              world.tuples,
              world.context,
              subject,
              world.objects,
              RandomTupleModel.RELATIONS);
      var shared = new MembershipEvaluator(setting).forSubject(userset(subject));
      for (String node : world.nodes) {
        String question = "seed " + seed + ": " + node + "@" + subject;
        var expected = oracle.of(node);
        assertEquals(
            expected,
            value(new MembershipEvaluator(setting).forSubject(userset(subject)), node),
            question);
        assertEquals(expected, value(shared, node), question + " after others");
      }
    }
  }

  @Property(tries = 200, seed = "1")
  void listsWhatAnswersYes(@ForAll long seed) {
    var world = new RandomTupleModel(seed);
    var setting = setting(world);
    for (String subject : world.subjects) {
      var checks = new MembershipEvaluator(setting).forSubject(userset(subject));
      for (String type : Set.of("group", "doc")) {
        for (int i = 0; i < RandomTupleModel.RELATIONS; i++) {
          String relation = "r" + i;
          Set<String> expected =
              world.objects.stream()
                  .filter(object -> object.startsWith(type + ":"))
                  .map(object -> object.substring(type.length() + 1))
                  .filter(
                      id ->
                          value(checks, type + ":" + id + "#" + relation)
                              != FixpointCheckOracle.Value.FALSE)
                  .collect(Collectors.toSet());
          var candidates = new ObjectCandidateFinder(setting, type, relation).of(userset(subject));
          expected.removeAll(candidates);
          assertEquals(
              Set.of(), expected, "seed " + seed + " " + subject + " " + type + "#" + relation);
        }
      }
    }
  }

  @Property(tries = 200, seed = "1")
  void listsEverySubjectThatAnswersYes(@ForAll long seed) {
    var world = new RandomTupleModel(seed);
    var setting = setting(world);
    for (String node : world.nodes) {
      var users = new SubjectCandidateFinder(setting, "user", "").of(userset(node));
      var groups = new SubjectCandidateFinder(setting, "group", "r1").of(userset(node));
      for (String subject : world.subjects) {
        var holds = value(new MembershipEvaluator(setting).forSubject(userset(subject)), node);
        if (holds == FixpointCheckOracle.Value.FALSE) {
          continue;
        }
        String id = userset(subject).id();
        if (subject.startsWith("user:") && !users.contains(id)) {
          assertEquals(true, users.contains("*"), "seed " + seed + " " + node + "@" + subject);
        }
        if (subject.startsWith("group:") && subject.endsWith("#r1")) {
          assertEquals(true, groups.contains(id), "seed " + seed + " " + node + "@" + subject);
        }
      }
    }
  }

  private static EvaluationContext setting(RandomTupleModel world) {
    return new EvaluationContext(
        new CompiledModel("m", world.model),
        world.index(),
        world.context,
        0,
        LIMITS,
        new EvaluationBudget(LIMITS),
        SubqueryResultStore.NONE);
  }

  private static FixpointCheckOracle.Value value(
      MembershipEvaluator.SubjectMembershipCheck checks, String node) {
    try {
      return checks.isIn(userset(node))
          ? FixpointCheckOracle.Value.TRUE
          : FixpointCheckOracle.Value.FALSE;
    } catch (RelationException e) {
      assertEquals(RelationException.RelationErrorKind.CONDITION_FAILED, e.kind(), e.getMessage());
      return FixpointCheckOracle.Value.UNKNOWN;
    }
  }

  private static Userset userset(String text) {
    return Userset.of(TupleSampleParser.subject(text));
  }
}
