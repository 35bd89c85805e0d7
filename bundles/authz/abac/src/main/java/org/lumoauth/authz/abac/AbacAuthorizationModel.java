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
import org.lumoauth.authz.abac.memory.PolicyCache;
import org.lumoauth.authz.abac.memory.QuestionAttributeFactory;
import org.lumoauth.authz.abac.memory.TenantPolicies;
import org.lumoauth.authz.abac.policy.PolicyEvaluator;
import org.lumoauth.authz.abac.policy.PolicyTarget;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Votes as the tenant's policies say. Policies that deny bind everybody who is asked about;
 * policies that allow count for users and agents: an API key or a client has its scope and nothing
 * else, and what a group may do is a matter of roles.
 */
@Component(
    service = {AuthorizationModel.class, AbacAuthorizationModel.class},
    property = {"lumoauth.kind=authorization-model", "lumoauth.name=abac"})
public final class AbacAuthorizationModel implements AuthorizationModel {

  /** The model's name among others. */
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
      silent("no_policies", "There are no policies here.");
  private static final AuthorizationVote NOT_BOUND =
      silent("no_policies_for_type", "Policies are about users, agents, groups, clients and keys.");
  private static final AuthorizationVote ADMINISTRATION =
      silent(
          "no_policies_for_administration",
          "Policies have no say in permissions of the server's own administration.");

  private final PolicyCache memory;
  private final QuestionAttributeFactory questions;
  private final RecentDecisionLog recent;

  @Activate
  public AbacAuthorizationModel(
      @Reference PolicyCache memory,
      @Reference QuestionAttributeFactory questions,
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
    var target = PolicyTarget.of(question);
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
      PolicyTarget target,
      TenantPolicies policies) {
    return policies.policies().isEmpty()
        ? NO_POLICIES
        : PolicyEvaluator.vote(
            policies.policies(),
            target,
            questions.attributes(tenant, question, policies),
            allows(question.subject()));
  }

  /** Whether policies that allow count for this subject. */
  public static boolean allows(SubjectRef subject) {
    return ALLOWED.contains(subject.type());
  }

  private static AuthorizationVote silent(String code, String text) {
    return AuthorizationVote.notApplicable(
        DecisionReason.of(code, text, Map.of()), Optional.empty());
  }
}
