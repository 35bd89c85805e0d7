package org.lumoauth.authz.abac.rest;

import java.util.List;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Decision.ModelVote;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.AbacModel;
import org.lumoauth.authz.abac.memory.PolicyMemory;
import org.lumoauth.authz.abac.memory.Questions;
import org.lumoauth.authz.abac.policy.CompiledPolicy;
import org.lumoauth.authz.abac.policy.Effect;
import org.lumoauth.authz.abac.policy.Evaluation;
import org.lumoauth.authz.abac.policy.Target;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What policies allow. The one authorization service decides, so that no other model's denial, no
 * limit of the credential and no actor is passed over; a permit of another model alone is not
 * enough here.
 */
@Component(service = PolicyDecisions.class)
public final class PolicyDecisions {

  private static final String DEFAULT_DENY = "Default deny: no policy allows this.";

  private final AuthorizationService authorization;
  private final Subjects subjects;
  private final PolicyMemory policies;
  private final Questions questions;

  @Activate
  public PolicyDecisions(
      @Reference AuthorizationService authorization,
      @Reference Subjects subjects,
      @Reference PolicyMemory policies,
      @Reference Questions questions) {
    this.authorization = authorization;
    this.subjects = subjects;
    this.policies = policies;
    this.questions = questions;
  }

  /**
   * Answers one question.
   *
   * @throws org.lumoauth.api.web.Problem 503 {@code module_unavailable} if something that is needed
   *     is not there
   */
  Answer answer(TenantContext tenant, Asked asked, Check check) {
    if (!mayAct(tenant, asked)) {
      return new Answer(
          false, "There is no enabled subject " + asked.subject() + " here.", List.of());
    }
    var question = asked.question(check);
    var decision = authorization.decide(tenant, question);
    var permit = permit(decision, asked.subject());
    if (decision.permitted() && permit != null) {
      return new Answer(true, permit.reason().text(), matched(tenant, question));
    }
    boolean denied = !decision.permitted() && !decision.reason().code().equals("default_deny");
    return new Answer(
        false, denied ? decision.reason().text() : DEFAULT_DENY, matched(tenant, question));
  }

  private static Vote permit(Decision decision, SubjectRef subject) {
    return decision.votes().stream()
        .filter(each -> each.model().equals(AbacModel.NAME) && each.subject().equals(subject))
        .map(ModelVote::vote)
        .filter(vote -> vote.outcome() == Vote.Outcome.PERMIT)
        .findFirst()
        .orElse(null);
  }

  private List<CompiledPolicy> matched(TenantContext tenant, Question question) {
    var target = Target.of(question);
    if (target.administers()) {
      return List.of();
    }
    var current = policies.of(tenant.id());
    var attributes = questions.attributes(tenant, question, current);
    boolean allowing = AbacModel.allows(question.subject());
    return Evaluation.applied(current.policies(), target, attributes).stream()
        .filter(policy -> allowing || policy.document().effect() == Effect.DENY)
        .toList();
  }

  /** Groups are not disabled and have no status; everybody else must be enabled. */
  private boolean mayAct(TenantContext tenant, Asked asked) {
    return !asked.other()
        || asked.subject().type().equals(SubjectRef.GROUP)
        || subjects.status(tenant, asked.subject()) == SubjectStatus.ENABLED;
  }
}
