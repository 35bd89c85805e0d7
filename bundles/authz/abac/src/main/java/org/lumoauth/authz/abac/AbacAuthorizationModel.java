/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.cache.DecisionAttributeLookupFactory;
import org.lumoauth.authz.abac.cache.PolicyCache;
import org.lumoauth.authz.abac.cache.TenantPolicies;
import org.lumoauth.authz.abac.policy.DecisionRequestTarget;
import org.lumoauth.authz.abac.policy.PolicyEvaluator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Votes by the tenant's policies. Policies with the effect deny apply to every subject; policies
 * with the effect allow apply to users and agents only: an API key or a client is limited to its
 * scope, and permissions of groups come from roles.
 */
@Component(
    service = {AuthorizationModel.class, AbacAuthorizationModel.class},
    property = {"lumoauth.kind=authorization-model", "lumoauth.name=abac"})
public final class AbacAuthorizationModel implements AuthorizationModel {

  /** The name of the authorization model. */
  public static final String NAME = "abac";

  private static final Set<String> ALLOWED = Set.of(SubjectRef.USER, SubjectRef.AGENT);
  private static final Set<String> BOUND =
      Set.of(
          SubjectRef.USER,
          SubjectRef.AGENT,
          SubjectRef.CLIENT,
          SubjectRef.API_KEY,
          SubjectRef.GROUP);

  private static final AuthorizationVote NO_POLICIES =
      silent("no_policies", "The tenant has no policies.");
  private static final AuthorizationVote NOT_BOUND =
      silent(
          "no_policies_for_type",
          "Policies apply only to users, agents, groups, clients and keys.");
  private static final AuthorizationVote ADMINISTRATION =
      silent(
          "no_policies_for_administration",
          "Policies do not apply to permissions for the administration of this " + "server.");

  private final PolicyCache memory;
  private final DecisionAttributeLookupFactory questions;
  private final RecentDecisionLog recent;

  @Activate
  public AbacAuthorizationModel(
      @Reference PolicyCache memory,
      @Reference DecisionAttributeLookupFactory questions,
      @Reference RecentDecisionLog recent) {
    this.memory = memory;
    this.questions = questions;
    this.recent = recent;
  }

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    if (!BOUND.contains(question.subject().type())) {
      return NOT_BOUND;
    }
    var target = DecisionRequestTarget.of(question);
    if (target.isAdministrative() || question.action().isBlank()) {
      return ADMINISTRATION;
    }
    var vote = vote(tenant, question, target, memory.of(tenant.id()));
    recent.remember(tenant.id(), question, vote.outcome());
    return vote;
  }

  private AuthorizationVote vote(
      TenantContext tenant,
      DecisionRequest question,
      DecisionRequestTarget target,
      TenantPolicies policies) {
    return policies.policies().isEmpty()
        ? NO_POLICIES
        : PolicyEvaluator.vote(
            policies.policies(),
            target,
            questions.attributes(tenant, question, policies),
            allows(question.subject()));
  }

  /** Returns whether policies with the effect allow apply to this subject. */
  public static boolean allows(SubjectRef subject) {
    return ALLOWED.contains(subject.type());
  }

  private static AuthorizationVote silent(String code, String text) {
    return AuthorizationVote.notApplicable(
        DecisionReason.of(code, text, Map.of()), Optional.empty());
  }
}
