/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.rest;

import java.util.List;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Decision.ModelVote;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.AbacAuthorizationModel;
import org.lumoauth.authz.abac.cache.DecisionAttributeLookupFactory;
import org.lumoauth.authz.abac.cache.PolicyCache;
import org.lumoauth.authz.abac.policy.CompiledPolicy;
import org.lumoauth.authz.abac.policy.DecisionRequestTarget;
import org.lumoauth.authz.abac.policy.PolicyEffect;
import org.lumoauth.authz.abac.policy.PolicyEvaluator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Checks actions against policies. The authorization service decides, so that denials of other
 * models, limits of the credential and actors apply; a permit of another model alone is not
 * sufficient here.
 */
@Component(service = PolicyDecisionService.class)
public final class PolicyDecisionService {

  private static final String DEFAULT_DENY = "Default deny: no policy allows this.";

  private final AuthorizationService authorization;
  private final SubjectDirectory subjects;
  private final PolicyCache policies;
  private final DecisionAttributeLookupFactory questions;

  @Activate
  public PolicyDecisionService(
      @Reference AuthorizationService authorization,
      @Reference SubjectDirectory subjects,
      @Reference PolicyCache policies,
      @Reference DecisionAttributeLookupFactory questions) {
    this.authorization = authorization;
    this.subjects = subjects;
    this.policies = policies;
    this.questions = questions;
  }

  /**
   * Decides one check.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if a required module
   *     is unavailable
   */
  PolicyDecisionResult decide(
      TenantContext tenant, PolicyCheckSubject asked, PolicyCheckRequest check) {
    if (!mayAct(tenant, asked)) {
      return new PolicyDecisionResult(
          false, "The subject " + asked.subject() + " does not exist or is disabled.", List.of());
    }
    var question = asked.question(check);
    var decision = authorization.decide(tenant, question);
    var permit = permit(decision, asked.subject());
    if (decision.permitted() && permit != null) {
      return new PolicyDecisionResult(true, permit.reason().text(), matched(tenant, question));
    }
    boolean denied = !decision.permitted() && !decision.reason().code().equals("default_deny");
    return new PolicyDecisionResult(
        false, denied ? decision.reason().text() : DEFAULT_DENY, matched(tenant, question));
  }

  private static AuthorizationVote permit(Decision decision, SubjectRef subject) {
    return decision.votes().stream()
        .filter(
            each ->
                each.model().equals(AbacAuthorizationModel.NAME) && each.subject().equals(subject))
        .map(ModelVote::vote)
        .filter(vote -> vote.outcome() == AuthorizationVote.VoteOutcome.PERMIT)
        .findFirst()
        .orElse(null);
  }

  private List<CompiledPolicy> matched(TenantContext tenant, DecisionRequest question) {
    var target = DecisionRequestTarget.of(question);
    if (target.isAdministrative()) {
      return List.of();
    }
    var current = policies.of(tenant.id());
    var attributes = questions.attributes(tenant, question, current);
    boolean allowing = AbacAuthorizationModel.allows(question.subject());
    return PolicyEvaluator.applied(current.policies(), target, attributes).stream()
        .filter(policy -> allowing || policy.document().effect() == PolicyEffect.DENY)
        .toList();
  }

  /**
   * Returns whether the subject may act. Groups have no status; all other subjects must be enabled.
   */
  private boolean mayAct(TenantContext tenant, PolicyCheckSubject asked) {
    return !asked.other()
        || asked.subject().type().equals(SubjectRef.GROUP)
        || subjects.status(tenant, asked.subject()) == SubjectStatus.ENABLED;
  }
}
