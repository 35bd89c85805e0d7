/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Decision.ModelVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/**
 * Combines the votes into one decision: evaluates the originating subject, the principal it acts
 * for, and each actor, all of which must be permitted (OWASP ASVS 8.3.3: never the intermediary
 * alone).
 */
final class DecisionEvaluator {

  /** A longer chain of actors is denied before any model is evaluated. */
  static final int MAX_ACTORS = 8;

  private final AuthorizationModelVoteCaller caller;
  private final RequiredAuthorizationModels required;
  private final VoteCombiner combiner;
  private final VoteCombiningPolicyCache choice;
  private final DecisionSubjectResolver parties;
  private final CredentialScopeModel credentialScope = new CredentialScopeModel();

  DecisionEvaluator(
      AuthorizationModelVoteCaller caller,
      RequiredAuthorizationModels required,
      VoteCombiner combiner,
      VoteCombiningPolicyCache choice,
      DecisionSubjectResolver parties) {
    this.caller = caller;
    this.required = required;
    this.combiner = combiner;
    this.choice = choice;
    this.parties = parties;
  }

  /**
   * Decides the request.
   *
   * @throws ApiException 503 {@code module_unavailable} while a required module is unavailable
   */
  Decision decide(TenantContext tenant, DecisionRequest question, AuthorizationModelSet panel) {
    var actors = question.actors();
    if (actors.size() > MAX_ACTORS) {
      return decision(tooManyActors(actors.size()), List.of(), List.of());
    }
    var combining = choice.of(tenant);
    List<SubjectRef> all = parties.of(tenant, question);
    var votes = new ArrayList<ModelVote>((panel.size() + 1) * all.size());
    var told = new DecisionReason[all.size()];
    CombinedVerdict verdict = null;
    for (int i = 0; i < told.length; i++) {
      var subject = all.get(i);
      int from = votes.size();
      var next = judge(tenant, alone(question, subject), combining, panel, votes);
      told[i] = DecisionExplanationBuilder.of(subject, combining.rule(), next, votes, from);
      // If all are permitted, the result has the originating subject's reason; otherwise the first
      // denial.
      verdict = verdict == null || verdict.permitted() && !next.permitted() ? next : verdict;
    }
    return decision(verdict, List.of(told), votes);
  }

  private CombinedVerdict judge(
      TenantContext tenant,
      DecisionRequest question,
      VoteCombiningPolicy combining,
      AuthorizationModelSet panel,
      List<ModelVote> votes) {
    var subject = question.subject();
    requireModels(subject.type(), panel);
    int from = votes.size();
    for (int i = 0; i < panel.size(); i++) {
      var model = panel.get(i);
      votes.add(new ModelVote(model.name(), subject, caller.ask(model, tenant, question)));
    }
    // Last: of two denials the first is reported, and a wider credential alone would not help then.
    votes.add(
        new ModelVote(CredentialScopeModel.NAME, subject, credentialScope.vote(tenant, question)));
    var verdict = combiner.combine(combining, subject, question.action(), votes, from);
    for (UnavailableModelDescription model : panel.absent()) {
      if (model.concerns(question) && mightChange(verdict, combining.rule(), model)) {
        refuse(model.module());
      }
    }
    return verdict;
  }

  /**
   * Returns whether an unavailable model could change the verdict, because its silence is not a
   * vote. It could deny an action that the others permit, unless it never denies; and it could
   * permit an action without a permit or, where denials do not override, one with a denial.
   */
  private boolean mightChange(
      CombinedVerdict verdict, CombiningAlgorithm rule, UnavailableModelDescription model) {
    return verdict.permitted()
        ? !model.neverDenies() && required.mightDeny(model.name())
        : verdict.byDefault() || rule != CombiningAlgorithm.DENY_OVERRIDES;
  }

  /**
   * Requires that all models required for such subjects are available.
   *
   * @throws ApiException 503 {@code module_unavailable}
   */
  void requireModels(String subjectType, AuthorizationModelSet panel) {
    required.findMissing(subjectType, panel).ifPresent(model -> refuse(panel.moduleOf(model)));
  }

  private static void refuse(String module) {
    throw ApiException.moduleUnavailable(module);
  }

  /** Returns the same request for a single subject. */
  private static DecisionRequest alone(DecisionRequest question, SubjectRef subject) {
    if (question.actors().isEmpty() && question.subject().equals(subject)) {
      return question;
    }
    return new DecisionRequest(
        subject,
        List.of(),
        question.action(),
        question.resource(),
        question.context(),
        question.credentialScope());
  }

  private static Decision decision(
      CombinedVerdict verdict, List<DecisionReason> because, List<ModelVote> votes) {
    var deciding = verdict.reason();
    var reason = new DecisionReason(deciding.code(), deciding.text(), deciding.facts(), because);
    return new Decision(verdict.permitted(), reason, verdict.remedy(), votes, Duration.ZERO);
  }

  /** Denies a request that is not evaluated because earlier requests used up the time. */
  Decision timeoutDecision() {
    return decision(
        CombinedVerdict.refusal(
            AuthorizationService.OUT_OF_TIME,
            "The earlier requests of this batch used up the time limit.",
            Map.of(),
            "Send fewer requests in one batch."),
        List.of(),
        List.of());
  }

  private static CombinedVerdict tooManyActors(int number) {
    return CombinedVerdict.refusal(
        "too_many_actors",
        "The chain of actors has " + number + " links; at most " + MAX_ACTORS + " are allowed.",
        Map.of("actors", number, "limit", MAX_ACTORS),
        "Use a shorter delegation chain.");
  }
}
