/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** Random votes of random models about random chains, against the rule as it is written. */
class VoteCombiningPolicyPropertyTest {

  private static final TenantContext ACME =
      new TenantContext("ten_1", "acme", "https://id.example/t/acme/api/v1");

  /** What a model does: vote, throw or say nothing at all. */
  enum Act {
    PERMIT,
    DENY,
    NOT_APPLICABLE,
    FAILED,
    THROW,
    NULL
  }

  @Property(tries = 3000, seed = "1")
  void decidesAsTheRuleSays(
      @ForAll @Size(min = 1, max = 3) List<@Size(max = 4) List<Act>> actsBySubject,
      @ForAll boolean inline) {
    int models = actsBySubject.stream().mapToInt(List::size).max().orElse(0);
    var setup = new DecisionServiceFixture();
    if (inline) {
      setup.inline("m0", "m1", "m2", "m3");
    }
    for (int m = 0; m < models; m++) {
      int model = m;
      setup.with("m" + m, (tenant, question) -> act(actsBySubject, question.subject(), model));
    }

    var decision = setup.service().decide(ACME, question(actsBySubject.size()));

    assertEquals(rule(actsBySubject), decision.permitted());
    assertEquals(0, setup.registry.openLeases());
  }

  /** The same under each rule and order, where the first model is a ceiling. */
  @Property(tries = 3000, seed = "1")
  void decidesAsTheTenantsRuleSays(
      @ForAll @Size(min = 1, max = 3) List<@Size(min = 4, max = 4) List<Act>> actsBySubject,
      @ForAll CombiningAlgorithm rule,
      @ForAll boolean backwards) {
    var order = new ArrayList<>(List.of("m1", "m2", "m3"));
    if (backwards) {
      Collections.reverse(order);
    }
    var setup = new DecisionServiceFixture().ceilings("m0").inline("m0", "m1", "m2", "m3");
    setup.combining(ACME, rule.wireName(), order.toArray(String[]::new));
    for (int m = 0; m < 4; m++) {
      int model = m;
      setup.with("m" + m, (tenant, question) -> act(actsBySubject, question.subject(), model));
    }

    var decision = setup.service().decide(ACME, question(actsBySubject.size()));

    boolean expected = actsBySubject.stream().allMatch(acts -> allowed(acts, rule, backwards));
    assertEquals(expected, decision.permitted());
  }

  private static boolean allowed(List<Act> acts, CombiningAlgorithm rule, boolean backwards) {
    if (acts.contains(Act.FAILED) || acts.contains(Act.THROW) || acts.contains(Act.NULL)) {
      return false;
    }
    var ceiling = acts.get(0);
    if (ceiling == Act.DENY) {
      return false;
    }
    var others = new ArrayList<>(acts.subList(1, 4));
    if (backwards) {
      Collections.reverse(others);
    }
    others.removeIf(act -> act == Act.NOT_APPLICABLE);
    if (others.isEmpty()) {
      return ceiling == Act.PERMIT;
    }
    return switch (rule) {
      case DENY_OVERRIDES -> !others.contains(Act.DENY);
      case PERMIT_OVERRIDES -> others.contains(Act.PERMIT);
      case FIRST_APPLICABLE -> others.get(0) == Act.PERMIT;
    };
  }

  /** Every subject: some permit, and nothing but permits and silence. */
  private static boolean rule(List<List<Act>> actsBySubject) {
    for (List<Act> acts : actsBySubject) {
      boolean some = acts.contains(Act.PERMIT);
      boolean only = Set.of(Act.PERMIT, Act.NOT_APPLICABLE).containsAll(acts);
      if (!some || !only) {
        return false;
      }
    }
    return true;
  }

  private static AuthorizationVote act(
      List<List<Act>> actsBySubject, SubjectRef subject, int model) {
    var acts = actsBySubject.get(Integer.parseInt(subject.id()));
    var act = model < acts.size() ? acts.get(model) : Act.NOT_APPLICABLE;
    return switch (act) {
      case THROW -> throw new IllegalStateException("broken");
      case NULL -> null;
      default ->
          new AuthorizationVote(
              AuthorizationVote.VoteOutcome.valueOf(act.name()),
              DecisionReason.of("r", "r", Map.of()),
              Optional.empty());
    };
  }

  private static DecisionRequest question(int subjects) {
    var actors = new ArrayList<SubjectRef>();
    for (int i = 1; i < subjects; i++) {
      actors.add(new SubjectRef(SubjectRef.AGENT, Integer.toString(i)));
    }
    return new DecisionRequest(
        new SubjectRef(SubjectRef.USER, "0"),
        actors,
        "documents.read",
        Optional.empty(),
        Map.of(),
        Optional.empty());
  }
}
