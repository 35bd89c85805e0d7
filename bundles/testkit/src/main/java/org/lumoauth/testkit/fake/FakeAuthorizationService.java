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
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.SubjectPermissions;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;

/** Permits what a test allowed to a subject, and remembers what it was asked. */
public final class FakeAuthorizationService implements AuthorizationService {

  private record Key(String tenantId, SubjectRef subject) {}

  private final Map<Key, Set<String>> allowed = new ConcurrentHashMap<>();
  private final Set<Key> undecided = ConcurrentHashMap.newKeySet();
  private final List<Question> asked = new CopyOnWriteArrayList<>();
  private volatile Optional<String> absent = Optional.empty();
  private volatile int inTime = Integer.MAX_VALUE;

  /** Lets a subject do these things. */
  public FakeAuthorizationService allow(
      TenantContext tenant, SubjectRef subject, String... actions) {
    allowed.put(new Key(tenant.id(), subject), Set.of(actions));
    return this;
  }

  /** Has a model that cannot answer about a subject, as for want of context. */
  public FakeAuthorizationService undecided(TenantContext tenant, SubjectRef subject) {
    undecided.add(new Key(tenant.id(), subject));
    return this;
  }

  /** Lacks a module from now on, without which it decides nothing. */
  public FakeAuthorizationService lacking(String module) {
    absent = Optional.of(module);
    return this;
  }

  /** Decides only so many of several in time from now on. */
  public FakeAuthorizationService deciding(int most) {
    inTime = most;
    return this;
  }

  /** What it was asked, in order. */
  public List<Question> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Decision decide(TenantContext tenant, Question question) {
    asked.add(question);
    absent.ifPresent(
        module -> {
          throw Problem.moduleUnavailable(module);
        });
    if (undecided.contains(new Key(tenant.id(), question.subject()))) {
      return failed(question);
    }
    boolean permitted =
        allowed
            .getOrDefault(new Key(tenant.id(), question.subject()), Set.of())
            .contains(question.action());
    return permitted ? permit(question) : deny(question);
  }

  @Override
  public List<Decision> decideAll(TenantContext tenant, List<Question> questions) {
    var decisions = new ArrayList<Decision>();
    for (Question question : questions) {
      decisions.add(decisions.size() < inTime ? decide(tenant, question) : late(question));
    }
    return decisions;
  }

  @Override
  public List<EffectivePermission> permissions(
      TenantContext tenant, SubjectPermissions.Query query) {
    return allowed.getOrDefault(new Key(tenant.id(), query.subject()), Set.of()).stream()
        .sorted()
        .limit(query.limit())
        .map(slug -> new EffectivePermission(slug, Optional.empty(), "fake"))
        .toList();
  }

  private static Decision late(Question question) {
    var reason = Reason.of(OUT_OF_TIME, "There was no time left.", Map.of());
    return decision(question, false, reason, Vote.deny(reason, "Ask less."), Optional.empty());
  }

  private static Decision failed(Question question) {
    var reason = Reason.of("fake_failed", "The test gives no answer.", Map.of());
    var vote = new Vote(Vote.Outcome.FAILED, reason, Optional.empty());
    return decision(question, false, reason, vote, Optional.empty());
  }

  private static Decision permit(Question question) {
    var reason = Reason.of("fake_permits", "The test permits " + question.action() + ".", Map.of());
    return decision(question, true, reason, Vote.permit(reason), Optional.empty());
  }

  private static Decision deny(Question question) {
    var reason = Reason.of("fake_denies", "The test denies " + question.action() + ".", Map.of());
    var remedy = "Let the test allow it.";
    return decision(question, false, reason, Vote.deny(reason, remedy), Optional.of(remedy));
  }

  private static Decision decision(
      Question question, boolean permitted, Reason reason, Vote vote, Optional<String> remedy) {
    var votes = List.of(new Decision.ModelVote("fake", question.subject(), vote));
    return new Decision(permitted, reason, remedy, votes, Duration.ZERO);
  }
}
