/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.ask.AskResponse.AskRemediation;
import org.lumoauth.agents.ask.tool.ToolQuery;
import org.lumoauth.api.agent.DenialRemediationProvider.RemediationStep;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;

/** Finds the steps that an agent can take after a denial. */
final class AskRemediationResolver {

  /**
   * Maximum time to wait for the modules that provide steps, for all answers of a request together.
   */
  static final Duration PATIENCE = Duration.ofMillis(200);

  static final int MAX = 5;

  private static final int MAX_MEANINGS = 3;
  private static final String POST = "POST";
  private static final Set<String> NARROW_TOKEN =
      Set.of("outside_token_scope", "outside_credential_scope");

  private final RemediationStepCollector sources;

  AskRemediationResolver(RemediationStepCollector sources) {
    this.sources = sources;
  }

  /**
   * Returns the steps, the best first; the list is never empty.
   *
   * @param end the deadline for the modules, as {@link System#nanoTime}
   */
  List<AskRemediation> findRemediations(TenantContext tenant, AskDecisionResult decided, long end) {
    var asked = decided.asked();
    var denial = decided.decision();
    List<AskRemediation> steps = new ArrayList<>();
    boolean whole = true;
    decided.steps().stream().map(AskRemediationResolver::step).forEach(steps::add);
    if (asked.refusal().isPresent()) {
      asked.words().ifPresent(words -> steps.addAll(meanings(tenant, asked, words)));
    } else if (decided.isDecidedByModels()) {
      if (NARROW_TOKEN.contains(denial.reason().code()) && asked.caller().actors().isEmpty()) {
        steps.add(token(tenant, asked.action().orElseThrow()));
      }
      var known = sources.collect(tenant, asked, denial, end);
      known.steps().stream().map(AskRemediationResolver::step).forEach(steps::add);
      whole = known.whole();
    }
    if (steps.isEmpty()) { // give up only if every provider answered: another one may know a step
      steps.add(whole ? giveUp(denial) : askLater(tenant, asked));
    }
    return steps.stream().limit(MAX).toList();
  }

  private static List<AskRemediation> meanings(
      TenantContext tenant, AccessQuestion asked, InterpretedQuestion words) {
    if (words.candidates().isEmpty()) {
      return List.of(inOtherWords(asked));
    }
    return words.candidates().stream()
        .limit(MAX_MEANINGS)
        .map(
            candidate ->
                new AskRemediation(
                    "ask_again",
                    "If you mean " + candidate.action() + ", send a request with this action.",
                    POST,
                    tenant.issuer() + "/agents/ask",
                    same(asked, candidate.action())))
        .toList();
  }

  /** Returns a step that asks for other words, because no part of the question is known here. */
  private static AskRemediation inOtherWords(AccessQuestion asked) {
    return new AskRemediation(
        "ask_again",
        asked
            .refusal()
            .map(AccessQuestion.AccessQuestionRefusal::remedy)
            .orElse("Send the request again with an action."),
        null,
        null,
        Map.of());
  }

  /**
   * Returns the same request with this action. The body contains everything that the decision
   * depends on.
   */
  private static Map<String, Object> same(AccessQuestion asked, String action) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", action);
    asked.resource().ifPresent(resource -> body.put("resource", named(resource)));
    if (!asked.context().isEmpty()) {
      body.put("context", asked.context());
    }
    return body;
  }

  /**
   * Returns the same request. A request for a tool of a registered server remains a tool request,
   * because the decision depends on the server and the tool's name.
   */
  private static Map<String, Object> same(AccessQuestion asked) {
    var tool = asked.tool().filter(one -> one.mappedBy().equals(ToolQuery.BY_SERVER));
    if (tool.isEmpty()) {
      return same(asked, asked.action().orElseThrow());
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("tools", List.of(tool.get().name()));
    tool.get().serverId().ifPresent(id -> body.put("server_id", id));
    return body;
  }

  private static Map<String, Object> named(Resource resource) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("type", resource.type());
    named.put("id", resource.id());
    if (!resource.attributes().isEmpty()) {
      named.put("attributes", resource.attributes());
    }
    return named;
  }

  private static AskRemediation token(TenantContext tenant, String action) {
    return new AskRemediation(
        "request_token",
        "Request a token with a scope that includes " + action + ", and ask again with it.",
        POST,
        tenant.issuer() + "/oauth/token",
        Map.of("grant_type", "client_credentials", "scope", action),
        AskRemediation.AS_CLIENT);
  }

  private static AskRemediation askLater(TenantContext tenant, AccessQuestion asked) {
    return new AskRemediation(
        "ask_again",
        "The request is denied. Possible next steps are temporarily unavailable: "
            + "send the same request again in"
            + " a few seconds.",
        POST,
        tenant.issuer() + "/agents/ask",
        same(asked));
  }

  private static AskRemediation giveUp(Decision denial) {
    return new AskRemediation(
        "give_up",
        "No step of yours can change this decision. Do not retry; report it to the "
            + "person who assigned the"
            + " task"
            + denial.remedy().map(remedy -> ": " + remedy).orElse("."),
        null,
        null,
        Map.of());
  }

  private static AskRemediation step(RemediationStep step) {
    return new AskRemediation(
        step.type(),
        step.description(),
        step.method().orElse(null),
        step.url().map(URI::toString).orElse(null),
        step.body());
  }
}
