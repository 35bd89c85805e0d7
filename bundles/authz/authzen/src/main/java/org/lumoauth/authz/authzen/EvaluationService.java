/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen;

import static org.lumoauth.api.authz.AuthorizationVote.VoteOutcome.FAILED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Requests decisions from the authorization service. A disabled or unknown subject is denied; for a
 * subject of a type that this server does not store, such as {@code device}, only the models
 * decide.
 */
@Component(service = EvaluationService.class)
public final class EvaluationService {

  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final Set<String> KEPT_HERE =
      Set.of(SubjectRef.USER, SubjectRef.AGENT, SubjectRef.CLIENT, SubjectRef.API_KEY);

  private final AuthorizationService authorization;
  private final SubjectDirectory subjects;
  private final AuthzenSubjectResolver names;
  private final EvaluationExtensionInvoker extensions;

  @Activate
  public EvaluationService(
      @Reference AuthorizationService authorization,
      @Reference SubjectDirectory subjects,
      @Reference UserDirectory users,
      @Reference EvaluationExtensionInvoker extensions) {
    this.authorization = authorization;
    this.subjects = subjects;
    this.names = new AuthzenSubjectResolver(users);
    this.extensions = extensions;
  }

  public AuthorizationService authorization() {
    return authorization;
  }

  /**
   * Returns the subject of an evaluation.
   *
   * @throws ApiException 403 if it differs from the caller, and the caller may not check others
   */
  public EvaluationSubject subjectContext(HttpExchange exchange, EvaluationEntity entity) {
    var caller = exchange.caller();
    var subject = names.resolve(exchange.tenant(), entity.type(), entity.id().orElseThrow());
    if (subject.equals(caller.subject())) {
      return new EvaluationSubject(subject, caller.actors(), Optional.of(caller.scope()), false);
    }
    requireMayAskAboutOthers(exchange);
    return new EvaluationSubject(subject, List.of(), Optional.empty(), true);
  }

  /**
   * Requires the right to check other subjects.
   *
   * @throws ApiException 403 without that right
   */
  public void requireMayAskAboutOthers(HttpExchange exchange) {
    try {
      exchange.require(SystemPermissions.AUTHZ_CHECK);
    } catch (ApiException problem) {
      throw problem.status() == FORBIDDEN ? notAboutOthers() : problem;
    }
  }

  /** Returns whether the caller may see the reason of a denial. */
  boolean canSeeReasons(HttpExchange exchange) {
    try {
      exchange.require(SystemPermissions.POLICIES_VIEW);
      return true;
    } catch (ApiException problem) {
      if (problem.status() == FORBIDDEN) {
        return false;
      }
      throw problem;
    }
  }

  /**
   * A decision, with the extensions of modules.
   *
   * @param decision the decision
   * @param context the additional context of a denial; empty for a permit
   */
  record EvaluationDecision(Decision decision, Map<String, Object> context) {}

  /** Decides one evaluation. */
  EvaluationDecision decide(HttpExchange exchange, EvaluationRequest evaluation) {
    var party = subjectContext(exchange, evaluation.subject());
    var tenant = exchange.tenant();
    if (!mayAct(tenant, party)) {
      return new EvaluationDecision(inactive(party.subject()), Map.of());
    }
    var permission = evaluation.action().permission(evaluation.resource().type());
    var question = party.question(permission, evaluation.toResource(), evaluation.known());
    var decision = authorization.decide(tenant, question);
    return new EvaluationDecision(
        decision,
        decision.permitted()
            ? Map.of()
            : extensions.context(exchange, evaluation, question, decision));
  }

  /** The outcome of one of several evaluations. */
  public enum EvaluationOutcome {
    PERMITTED,
    DENIED,
    /** A model could not decide, for example because a context value is missing. */
    UNDECIDED,
    /** The time limit was reached before the evaluation. */
    LATE
  }

  /** Returns the outcome of each evaluation, in order. */
  public List<EvaluationOutcome> evaluateAll(
      TenantContext tenant, List<DecisionRequest> questions, List<EvaluationSubject> parties) {
    var asked = new ArrayList<DecisionRequest>();
    var places = new int[questions.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = mayAct(tenant, parties.get(i)) ? asked.size() : -1;
      if (places[i] >= 0) {
        asked.add(questions.get(i));
      }
    }
    var decisions = authorization.decideAll(tenant, asked);
    var judged = new ArrayList<EvaluationOutcome>(places.length);
    for (int place : places) {
      judged.add(place < 0 ? EvaluationOutcome.DENIED : judgement(decisions.get(place)));
    }
    return judged;
  }

  /**
   * Returns the outcome of each evaluation, in order, within the time limit.
   *
   * @throws ApiException 503 if the time limit is reached
   */
  public List<EvaluationOutcome> evaluateAllInTime(
      TenantContext tenant, List<DecisionRequest> questions, List<EvaluationSubject> parties) {
    var judged = evaluateAll(tenant, questions, parties);
    if (judged.contains(EvaluationOutcome.LATE)) {
      throw tooSlow();
    }
    return judged;
  }

  public static ApiException tooSlow() {
    return new ApiException(
        UNAVAILABLE, "search_too_slow", "The search exceeded the time limit. Reduce `page.limit`.");
  }

  private static EvaluationOutcome judgement(Decision decision) {
    if (decision.permitted()) {
      return EvaluationOutcome.PERMITTED;
    }
    String code = decision.reason().code();
    if (code.equals(AuthorizationService.OUT_OF_TIME)) {
      return EvaluationOutcome.LATE;
    }
    boolean failed =
        decision.votes().stream()
            .map(Decision.ModelVote::vote)
            .anyMatch(vote -> vote.outcome() == FAILED && vote.reason().code().equals(code));
    return failed ? EvaluationOutcome.UNDECIDED : EvaluationOutcome.DENIED;
  }

  /** Returns the context of a found subject, which differs from the caller. */
  public EvaluationSubject foundSubjectContext(TenantContext tenant, String type, String id) {
    return new EvaluationSubject(
        names.resolve(tenant, type, id), List.of(), Optional.empty(), true);
  }

  public boolean mayAct(TenantContext tenant, EvaluationSubject party) {
    return !party.other()
        || !KEPT_HERE.contains(party.subject().type())
        || subjects.status(tenant, party.subject()) == SubjectStatus.ENABLED;
  }

  private static ApiException notAboutOthers() {
    return new ApiException(
        FORBIDDEN,
        "insufficient_permissions",
        "An evaluation of another subject requires the permission authz.check or "
            + "the scope authz:check.");
  }

  private static Decision inactive(SubjectRef subject) {
    return new Decision(
        false,
        DecisionReason.of(
            "subject_not_active",
            "The subject " + subject + " does not exist or is disabled.",
            Map.of("subject", subject.toString())),
        Optional.of("Use an existing, enabled subject."),
        List.of(),
        Duration.ZERO);
  }
}
