/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Permits the actions that a test allows a subject, and records its requests. */
public final class FakeAuthorizationService implements AuthorizationService {

  private record FakePermissionKey(String tenantId, SubjectRef subject) {}

  private final Map<FakePermissionKey, Set<String>> allowed = new ConcurrentHashMap<>();
  private final Set<FakePermissionKey> undecided = ConcurrentHashMap.newKeySet();
  private final List<DecisionRequest> asked = new CopyOnWriteArrayList<>();
  private volatile Optional<String> absent = Optional.empty();
  private volatile int inTime = Integer.MAX_VALUE;

  /** Allows a subject these actions. */
  public FakeAuthorizationService allow(
      TenantContext tenant, SubjectRef subject, String... actions) {
    allowed.put(new FakePermissionKey(tenant.id(), subject), Set.of(actions));
    return this;
  }

  /** Simulates a model that cannot decide about a subject, for example without context. */
  public FakeAuthorizationService withUndecided(TenantContext tenant, SubjectRef subject) {
    undecided.add(new FakePermissionKey(tenant.id(), subject));
    return this;
  }

  /** Simulates a missing module without which no decision is made. */
  public FakeAuthorizationService withMissingModule(String module) {
    absent = Optional.of(module);
    return this;
  }

  /** Limits how many requests of a batch are decided in time. */
  public FakeAuthorizationService withDecisionLimit(int most) {
    inTime = most;
    return this;
  }

  /** Returns the recorded requests, in order. */
  public List<DecisionRequest> recordedQuestions() {
    return List.copyOf(asked);
  }

  @Override
  public Decision decide(TenantContext tenant, DecisionRequest question) {
    asked.add(question);
    absent.ifPresent(
        module -> {
          throw ApiException.moduleUnavailable(module);
        });
    if (undecided.contains(new FakePermissionKey(tenant.id(), question.subject()))) {
      return failed(question);
    }
    boolean permitted =
        allowed
            .getOrDefault(new FakePermissionKey(tenant.id(), question.subject()), Set.of())
            .contains(question.action());
    return permitted ? permit(question) : deny(question);
  }

  @Override
  public List<Decision> decideAll(TenantContext tenant, List<DecisionRequest> questions) {
    var decisions = new ArrayList<Decision>();
    for (DecisionRequest question : questions) {
      decisions.add(decisions.size() < inTime ? decide(tenant, question) : late(question));
    }
    return decisions;
  }

  @Override
  public List<EffectivePermission> permissions(
      TenantContext tenant, SubjectPermissionProvider.SubjectPermissionQuery query) {
    return allowed
        .getOrDefault(new FakePermissionKey(tenant.id(), query.subject()), Set.of())
        .stream()
        .sorted()
        .limit(query.limit())
        .map(slug -> new EffectivePermission(slug, Optional.empty(), "fake"))
        .toList();
  }

  private static Decision late(DecisionRequest question) {
    var reason = DecisionReason.of(OUT_OF_TIME, "The time limit was reached.", Map.of());
    return decision(
        question, false, reason, AuthorizationVote.deny(reason, "Ask less."), Optional.empty());
  }

  private static Decision failed(DecisionRequest question) {
    var reason = DecisionReason.of("fake_failed", "The test defines no decision.", Map.of());
    var vote =
        new AuthorizationVote(AuthorizationVote.VoteOutcome.FAILED, reason, Optional.empty());
    return decision(question, false, reason, vote, Optional.empty());
  }

  private static Decision permit(DecisionRequest question) {
    var reason =
        DecisionReason.of("fake_permits", "The test permits " + question.action() + ".", Map.of());
    return decision(question, true, reason, AuthorizationVote.permit(reason), Optional.empty());
  }

  private static Decision deny(DecisionRequest question) {
    var reason =
        DecisionReason.of("fake_denies", "The test denies " + question.action() + ".", Map.of());
    var remedy = "Allow the action in the test.";
    return decision(
        question, false, reason, AuthorizationVote.deny(reason, remedy), Optional.of(remedy));
  }

  private static Decision decision(
      DecisionRequest question,
      boolean permitted,
      DecisionReason reason,
      AuthorizationVote vote,
      Optional<String> remedy) {
    var votes = List.of(new Decision.ModelVote("fake", question.subject(), vote));
    return new Decision(permitted, reason, remedy, votes, Duration.ZERO);
  }
}
