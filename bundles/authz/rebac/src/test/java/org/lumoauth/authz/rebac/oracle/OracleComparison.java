/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.tenant.TenantContext;

/** Compares the results of the services with those of the oracle for one store. */
final class OracleComparison {

  private static final int ALL = 1_000;

  private final TenantContext tenant;
  private final String store;
  private final RelationQueryService queries;
  private final RandomScenario scenario;
  private final String title;
  private final AnswerTally tally;

  /** A question with all that it rests on. */
  private record ComparedQuestion(
      TupleKey key, RelationQueryContext context, RelationOracle oracle) {}

  /**
   * @param title says how the scenario can be made again
   * @param tally counts the questions
   */
  OracleComparison(
      TenantContext tenant,
      String store,
      RelationQueryService queries,
      RandomScenario scenario,
      String title,
      AnswerTally tally) {
    this.tally = tally;
    this.tenant = tenant;
    this.store = store;
    this.queries = queries;
    this.scenario = scenario;
    this.title = title;
  }

  /**
   * Asks single questions, then the same in a batch, and lists.
   *
   * @param rounds how many times
   * @param consistency how fresh the answers must be; the data is as the scenario says
   */
  void ask(int rounds, ReadConsistency consistency) {
    var batch = new ArrayList<ComparedQuestion>();
    for (int round = 0; round < rounds; round++) {
      var context = context(consistency);
      var tuples = new ArrayList<>(scenario.stored());
      tuples.addAll(context.contextualTuples());
      var oracle = new RelationOracle(scenario.model(), tuples, context.context(), Instant.now());
      var questions = new ArrayList<ComparedQuestion>();
      // Many about one subject: what was found for one of them may be used for the next.
      var subject = scenario.subject();
      for (int question = 0; question < 20; question++) {
        var key = question < 8 ? scenario.question() : scenario.question(subject);
        questions.add(new ComparedQuestion(key, context, oracle));
      }
      questions.forEach(this::single);
      // The same once more, on other contextual tuples and values than those before it.
      questions.add(
          new ComparedQuestion(
              batch.isEmpty() ? scenario.question() : batch.get(0).key(), context, oracle));
      objects(questions.get(0));
      objects(questions.get(8));
      subjects(questions.get(1), scenario.filter());
      batch.addAll(questions);
    }
    Collections.shuffle(batch, new Random(batch.size()));
    batch(batch);
  }

  private RelationQueryContext context(ReadConsistency consistency) {
    return new RelationQueryContext(
        Optional.empty(), scenario.contextual(), scenario.values(), consistency);
  }

  private void single(ComparedQuestion question) {
    try {
      var explain = scenario.oneIn(8);
      var answer = queries.check(tenant, store, question.key(), question.context(), explain);
      compare(question, Optional.of(answer.allowed()), Optional.empty(), "check");
    } catch (RelationException failure) {
      compare(question, Optional.empty(), Optional.of(failure), "check");
    }
  }

  private void batch(List<ComparedQuestion> questions) {
    var outcomes =
        queries.checkAll(
            tenant,
            store,
            questions.stream()
                .map(
                    each ->
                        new RelationQueryService.RelationBatchCheckItem(each.key(), each.context()))
                .toList());
    if (outcomes.size() != questions.size()) {
      fail(title + ": " + outcomes.size() + " outcomes of " + questions.size() + " questions");
    }
    for (int i = 0; i < outcomes.size(); i++) {
      var outcome = outcomes.get(i);
      compare(
          questions.get(i),
          outcome.answer().map(answer -> answer.allowed()),
          outcome.failure(),
          "batch");
    }
  }

  private void compare(
      ComparedQuestion question,
      Optional<Boolean> allowed,
      Optional<RelationException> failure,
      String way) {
    var key = question.key();
    var expected = question.oracle().check(key.object(), key.relation(), key.subject());
    tally.count(expected);
    boolean right =
        switch (expected) {
          case YES -> allowed.equals(Optional.of(true));
          case NO -> allowed.equals(Optional.of(false));
          // What is open must never be a yes, nor fail for another reason.
          case OPEN ->
              failure
                  .map(OracleComparison::open)
                  .orElse(allowed.equals(Optional.of(false)) && contradicts(question));
        };
    if (!right) {
      wrong(way + " " + key, question.context(), expected, allowed, failure);
    }
  }

  private static boolean open(RelationException failure) {
    return failure.kind() == RelationException.RelationErrorKind.CONDITION_FAILED;
  }

  /** Whether it is open even if every condition that cannot be evaluated does not hold. */
  private boolean contradicts(ComparedQuestion question) {
    var tuples = new ArrayList<>(scenario.stored());
    tuples.addAll(question.context().contextualTuples());
    var certain =
        new OracleFactTable(scenario.model(), tuples, question.context().context(), Instant.now());
    var kept = tuples.stream().filter(tuple -> certain.isCertain(tuple)).toList();
    var key = question.key();
    var oracle =
        new RelationOracle(scenario.model(), kept, question.context().context(), Instant.now());
    return oracle.check(key.object(), key.relation(), key.subject()) == OracleAnswer.OPEN;
  }

  private void objects(ComparedQuestion question) {
    var key = question.key();
    var type = key.object().type();
    var answers = question.oracle().objects(type, key.relation(), key.subject());
    boolean open = answers.containsValue(OracleAnswer.OPEN);
    try {
      var slice =
          queries.listObjects(
              tenant,
              store,
              type,
              key.relation(),
              key.subject(),
              question.context(),
              ALL,
              Optional.empty());
      var found = new HashSet<ObjectRef>(slice.items());
      answers.values().forEach(tally::count);
      boolean right =
          slice.items().equals(found.stream().sorted(Comparator.comparing(ObjectRef::id)).toList())
              && answers.keySet().containsAll(found)
              && answers.entrySet().stream()
                  .allMatch(entry -> told(entry.getValue(), found.contains(entry.getKey())))
              && (slice.complete() || open);
      if (!right) {
        wrong(
            "objects " + type + "#" + key.relation() + "@" + key.subject(),
            question.context(),
            answers,
            slice,
            "");
      }
    } catch (RelationException failure) {
      if (!open || !open(failure)) {
        wrong(
            "objects " + type + "#" + key.relation() + "@" + key.subject(),
            question.context(),
            answers,
            failure,
            "");
      }
    }
  }

  private static boolean told(OracleAnswer answer, boolean found) {
    return answer == OracleAnswer.YES ? found : !found;
  }

  private void subjects(ComparedQuestion question, RelationSubjectFilter filter) {
    var key = question.key();
    var answers = question.oracle().subjects(key.object(), key.relation(), filter);
    var everybody =
        filter.relation().isPresent()
            ? OracleAnswer.NO
            : question.oracle().everybody(key.object(), key.relation(), filter.type());
    boolean open = everybody == OracleAnswer.OPEN || answers.containsValue(OracleAnswer.OPEN);
    try {
      var subjects =
          queries.listSubjects(
              tenant,
              store,
              key.object(),
              key.relation(),
              filter,
              question.context(),
              ALL,
              Optional.empty());
      answers.values().forEach(tally::count);
      var found = new HashSet<RelationSubject>(subjects.found().items());
      var except = new HashSet<RelationSubject>(subjects.except());
      var wildcard = RelationSubject.of(filter.type(), RelationSubject.WILDCARD);
      boolean right =
          found.size() == subjects.found().items().size()
              && (everybody == OracleAnswer.YES)
                  == (filter.relation().isEmpty() && found.contains(wildcard))
              && answers.entrySet().stream()
                  .allMatch(
                      entry ->
                          told(
                              entry.getValue(),
                              found.contains(entry.getKey())
                                  || everybody == OracleAnswer.YES
                                      && !except.contains(entry.getKey())))
              && (everybody == OracleAnswer.YES || except.isEmpty())
              && found.stream().noneMatch(except::contains)
              && found.stream().allMatch(each -> each.equals(wildcard) || answers.containsKey(each))
              && (subjects.found().complete() || open);
      if (!right) {
        wrong(
            "subjects " + key.object() + "#" + key.relation() + " " + filter,
            question.context(),
            answers + " everybody " + everybody,
            subjects,
            "");
      }
    } catch (RelationException failure) {
      if (!open || !open(failure)) {
        wrong(
            "subjects " + key.object() + "#" + key.relation() + " " + filter,
            question.context(),
            answers + " everybody " + everybody,
            failure,
            "");
      }
    }
  }

  private void wrong(
      String question,
      RelationQueryContext context,
      Object expected,
      Object answer,
      Object failure) {
    var contextual = new ArrayList<String>();
    for (RelationTuple tuple : context.contextualTuples()) {
      contextual.add(RandomScenario.shown(tuple));
    }
    Map<String, Object> values = context.context();
    fail(
        title
            + "\n"
            + question
            + "\n  by the definition: "
            + expected
            + "\n  answered: "
            + answer
            + " "
            + failure
            + "\n  contextual tuples: "
            + contextual
            + "\n  values: "
            + values
            + "\n  "
            + context.consistency()
            + "\n"
            + scenario);
  }
}
