/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.evaluation.AuthzenResponseExtension;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Marks a denial as requestable if no model denied the access and it failed only for lack of a
 * permission. An approval never overrides an explicit denial, so explicitly denied access is not
 * offered.
 */
@Component(property = {"lumoauth.kind=evaluation-extension", "lumoauth.name=access-requests"})
public final class RequestableDenialExtension implements AuthzenResponseExtension {

  static final String CAPABILITY = "urn:openid:authzen:capability:access-request";

  private static final Duration OFFERED = Duration.ofMinutes(10);
  private static final Set<String> SUBJECTS = Set.of(SubjectRef.USER, SubjectRef.AGENT);

  private final DenialBindingTokenService binding;
  private final IdGenerator identifiers;
  private final SettingsStore settings;

  @Activate
  public RequestableDenialExtension(
      @Reference DenialBindingTokenService binding,
      @Reference IdGenerator identifiers,
      @Reference SettingsStore settings) {
    this.binding = binding;
    this.identifiers = identifiers;
    this.settings = settings;
  }

  @Override
  public Map<String, Object> context(TenantContext tenant, DeniedEvaluation denied) {
    if (!AccessRequestSettings.ENABLED.read(settings, tenant)
        || denied.question().resource().isEmpty()
        || !SUBJECTS.contains(denied.question().subject().type())
        || !open(denied.question(), denied.decision())) {
      return Map.of();
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = now.plus(OFFERED);
    String evaluationId = identifiers.next("eval_");
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("endpoint", AccessRequestUrls.of(tenant));
    request.put("expires_at", expiresAt.toString());
    request.put(
        "binding_token",
        binding.issue(tenant, denied, identifiers.next("bnd_"), evaluationId, expiresAt));
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("evaluation_id", evaluationId);
    context.put("evaluated_at", now.toString());
    context.put("reason", "approval_required");
    context.put("access_request", request);
    return context;
  }

  @Override
  public Map<String, Object> metadata(TenantContext tenant) {
    return AccessRequestSettings.ENABLED.read(settings, tenant)
        ? Map.of(
            "access_request_endpoint", AccessRequestUrls.of(tenant),
            "jwks_uri", tenant.issuer() + "/.well-known/jwks.json",
            "capabilities", List.of(CAPABILITY))
        : Map.of();
  }

  /**
   * Whether no model decided about the subject and the actor is permitted, so that only the
   * subject's access is missing. For an agent itself, capabilities always decide: only an
   * administrator can extend them.
   */
  private static boolean open(DecisionRequest question, Decision decision) {
    var ofSubject = outcomes(decision, question.subject());
    return !ofSubject.isEmpty()
        && ofSubject.stream().allMatch(AuthorizationVote.VoteOutcome.NOT_APPLICABLE::equals)
        && question.actors().stream().allMatch(actor -> permitted(outcomes(decision, actor)));
  }

  private static boolean permitted(List<AuthorizationVote.VoteOutcome> outcomes) {
    return outcomes.contains(AuthorizationVote.VoteOutcome.PERMIT)
        && !outcomes.contains(AuthorizationVote.VoteOutcome.DENY)
        && !outcomes.contains(AuthorizationVote.VoteOutcome.FAILED);
  }

  private static List<AuthorizationVote.VoteOutcome> outcomes(
      Decision decision, SubjectRef subject) {
    return decision.votes().stream()
        .filter(vote -> vote.subject().equals(subject))
        .map(vote -> vote.vote().outcome())
        .toList();
  }
}
