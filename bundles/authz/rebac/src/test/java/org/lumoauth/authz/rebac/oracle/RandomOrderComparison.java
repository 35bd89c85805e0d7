/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.authz.rebac.engine.CompiledModel;
import org.lumoauth.authz.rebac.engine.EvaluationBudget;
import org.lumoauth.authz.rebac.engine.EvaluationContext;
import org.lumoauth.authz.rebac.engine.EvaluationLimits;
import org.lumoauth.authz.rebac.engine.MembershipEvaluator;
import org.lumoauth.authz.rebac.engine.SubqueryResultStore;
import org.lumoauth.authz.rebac.index.TupleIndex;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.platform.persistence.EpochMicrosConverter;

/**
 * Asks the engine for every relation of every object, with the tuples and the questions in an order
 * of chance: what was found for one question is there for the next.
 */
final class RandomOrderComparison {

  private static final EvaluationLimits LIMITS =
      new EvaluationLimits(500, 1_000_000, Duration.ofSeconds(60));
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final String title;
  private final RelationModel model;
  private final List<RelationTuple> tuples;
  private final Map<String, Object> values;

  /**
   * @param title says how to ask the same again
   * @param values what conditions are given
   */
  RandomOrderComparison(
      String title, RelationModel model, List<RelationTuple> tuples, Map<String, Object> values) {
    this.title = title;
    this.model = model;
    this.tuples = List.copyOf(tuples);
    this.values = values;
  }

  /** The time at which it asks. */
  static Instant now() {
    return NOW;
  }

  /** Asks in one order about one subject; counts the answers. */
  void ask(RelationSubject subject, Random random, AnswerTally tally) {
    var oracle = new RelationOracle(model, tuples, values, NOW);
    var index = TupleIndex.empty();
    var order = new ArrayList<>(tuples);
    Collections.shuffle(order, random);
    for (RelationTuple tuple : order) {
      index = index.with(tuple);
    }
    var setting =
        new EvaluationContext(
            new CompiledModel("m", model),
            index,
            values,
            EpochMicrosConverter.toMicros(NOW),
            LIMITS,
            new EvaluationBudget(LIMITS),
            SubqueryResultStore.NONE);
    var questions = new ArrayList<>(oracle.cells());
    Collections.shuffle(questions, random);
    var checks = new MembershipEvaluator(setting).forSubject(Userset.of(subject));
    for (ObjectRelationCell cell : questions) {
      var expected = oracle.check(cell.object(), cell.relation(), subject);
      tally.count(expected);
      var found = found(checks, cell.object(), cell.relation());
      if (expected == OracleAnswer.OPEN ? found == OracleAnswer.YES : found != expected) {
        fail(wrong(cell + "@" + subject, order, expected, found));
      }
    }
  }

  private static OracleAnswer found(
      MembershipEvaluator.SubjectMembershipCheck checks, ObjectRef object, String relation) {
    try {
      return checks.isIn(Userset.of(object, relation)) ? OracleAnswer.YES : OracleAnswer.NO;
    } catch (RelationException e) {
      if (e.kind() != RelationException.RelationErrorKind.CONDITION_FAILED) {
        throw e;
      }
      return OracleAnswer.OPEN;
    }
  }

  private String wrong(
      String question, List<RelationTuple> order, OracleAnswer expected, OracleAnswer found) {
    var text = new StringBuilder(title + ": " + question);
    text.append("\n  by the definition: " + expected + "\n  found: " + found + "\n  " + values);
    order.forEach(tuple -> text.append("\n").append(RandomScenario.shown(tuple)));
    return text.toString();
  }
}
