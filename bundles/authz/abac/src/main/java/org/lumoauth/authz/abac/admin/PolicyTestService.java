/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.abac.AbacAuthorizationModel;
import org.lumoauth.authz.abac.RecentDecisionLog;
import org.lumoauth.authz.abac.cache.DecisionAttributeLookupFactory;
import org.lumoauth.authz.abac.cache.PolicyCache;
import org.lumoauth.authz.abac.cache.TenantPolicies;
import org.lumoauth.authz.abac.policy.CompiledPolicy;
import org.lumoauth.authz.abac.policy.DecisionRequestTarget;
import org.lumoauth.authz.abac.policy.PolicyCompiler;
import org.lumoauth.authz.abac.policy.PolicyEvaluator;
import org.lumoauth.authz.abac.policy.PolicySet;
import org.lumoauth.authz.abac.policy.StoredPolicy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tests policies without storing them and without effect on decisions. */
@Component(service = PolicyTestService.class)
public final class PolicyTestService {

  private static final Set<String> TEST_MEMBERS =
      Set.of("user", "resource", "environment", "env", "action");

  /**
   * The result of a policy with supplied attributes.
   *
   * @param matched whether the policy applies
   * @param result {@code allow}, {@code deny} or {@code not_applicable}
   * @param condition the result of the condition: {@code true}, {@code false} or {@code unknown}
   * @param explanation the explanation
   */
  public record PolicyTestResult(
      boolean matched, String result, String condition, PolicyReasonView explanation) {}

  /**
   * A recorded decision that would differ.
   *
   * @param at the time of the request
   * @param subject the subject
   * @param action the action
   * @param resourceType the type of the resource; may be null
   * @param resourceId the id of the resource; may be null
   * @param before the result of the current policies
   * @param after the result of the candidate
   * @param reason the reason
   */
  public record DecisionDifference(
      Instant at,
      String subject,
      String action,
      String resourceType,
      String resourceId,
      String before,
      String after,
      PolicyReasonView reason) {}

  /**
   * The result of a dry run.
   *
   * @param evaluated the number of evaluated requests
   * @param changed the number of differing decisions
   * @param changes the differing decisions
   */
  public record PolicyDryRunResult(int evaluated, int changed, List<DecisionDifference> changes) {}

  private final PolicyCompiler compiler;
  private final PolicyCache memory;
  private final DecisionAttributeLookupFactory questions;
  private final RecentDecisionLog recent;

  @Activate
  public PolicyTestService(
      @Reference PolicyCompiler compiler,
      @Reference PolicyCache memory,
      @Reference DecisionAttributeLookupFactory questions,
      @Reference RecentDecisionLog recent) {
    this.compiler = compiler;
    this.memory = memory;
    this.questions = questions;
    this.recent = recent;
  }

  /**
   * Tests one policy, active or not, with supplied attributes.
   *
   * @param sent {@code {user, resource, environment, action}}, each an object except the action
   * @throws org.lumoauth.api.web.ApiException 400, 422 {@code validation_error}
   */
  public PolicyTestResult test(StoredPolicy policy, Map<String, Object> sent) {
    var body = new AbacRequestBodyReader(sent, TEST_MEMBERS);
    var environment = body.object("environment").or(() -> body.object("env")).orElse(Map.of());
    var attributes =
        new PolicyTestAttributeLookup(
            body.object("user").orElse(Map.of()),
            body.object("resource").orElse(Map.of()),
            environment,
            body.members().text("action", 128).orElse(policy.document().action()));
    var compiled = compiler.compile(policy);
    var finding = compiled.condition().evaluate(attributes);
    boolean matched = PolicyEvaluator.applies(compiled, finding);
    return new PolicyTestResult(
        matched,
        matched ? policy.document().effect().word() : "not_applicable",
        finding.truth().name().toLowerCase(Locale.ROOT),
        PolicyReasonView.of(finding.reason()));
  }

  /**
   * Evaluates the recent requests of this node with a candidate policy in place of the stored one
   * with its number. Uses the current attributes of users and resources, but the clock at the time
   * of the request.
   */
  public PolicyDryRunResult dryRun(TenantContext tenant, StoredPolicy candidate) {
    var now = memory.of(tenant.id());
    var policies = new ArrayList<CompiledPolicy>();
    now.policies().all().stream()
        .filter(each -> each.stored().id() != candidate.id())
        .forEach(policies::add);
    policies.add(compiler.compile(candidate));
    var then = now.with(new PolicySet(policies));
    var asked = recent.of(tenant.id());
    var changes = new ArrayList<DecisionDifference>();
    for (var each : asked) {
      var before = vote(tenant, each, now);
      var after = vote(tenant, each, then);
      if (before.outcome() != after.outcome()) {
        changes.add(difference(each, before, after));
      }
    }
    return new PolicyDryRunResult(asked.size(), changes.size(), changes);
  }

  private AuthorizationVote vote(
      TenantContext tenant, RecentDecisionLog.RecordedQuestion asked, TenantPolicies policies) {
    DecisionRequest question = asked.question();
    return PolicyEvaluator.vote(
        policies.policies(),
        DecisionRequestTarget.of(question),
        questions.attributes(tenant, question, policies, asked.at()),
        AbacAuthorizationModel.allows(question.subject()));
  }

  private static DecisionDifference difference(
      RecentDecisionLog.RecordedQuestion asked, AuthorizationVote before, AuthorizationVote after) {
    var question = asked.question();
    return new DecisionDifference(
        asked.at(),
        question.subject().toString(),
        question.action(),
        question.resource().map(each -> each.type()).orElse(null),
        question.resource().flatMap(each -> Optional.ofNullable(each.id())).orElse(null),
        word(before),
        word(after),
        PolicyReasonView.of(after.reason()));
  }

  private static String word(AuthorizationVote vote) {
    return switch (vote.outcome()) {
      case PERMIT -> "allow";
      case DENY, FAILED -> "deny";
      case NOT_APPLICABLE -> "not_applicable";
    };
  }
}
