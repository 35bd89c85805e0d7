package org.lumoauth.agents.ask;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.agents.ask.AskResponse.AskRemediation;
import org.lumoauth.api.agent.RemediationProvider.RemediationStep;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What an agent can do after a denial. */
@Component(service = AskRemediations.class)
public final class AskRemediations {

  /** How long the modules that know steps are waited for, for all answers of a request together. */
  static final Duration PATIENCE = Duration.ofMillis(200);

  static final int MAX = 5;

  private static final int MAX_MEANINGS = 3;
  private static final String POST = "POST";
  private static final Set<String> NARROW_TOKEN =
      Set.of("outside_token_scope", "outside_credential_scope");

  private final RemediationProviders sources;

  @Activate
  public AskRemediations(@Reference RemediationProviders sources) {
    this.sources = sources;
  }

  /**
   * The steps, the best first, never none.
   *
   * @param end until when modules are waited for, by {@link System#nanoTime}
   */
  List<AskRemediation> findRemediations(TenantContext tenant, AskDecisionResult decided, long end) {
    var asked = decided.asked();
    var denial = decided.decision();
    List<AskRemediation> steps = new ArrayList<>();
    boolean whole = true;
    decided.steps().stream().map(AskRemediations::step).forEach(steps::add);
    if (asked.refusal().isPresent()) {
      asked.words().ifPresent(words -> steps.addAll(meanings(tenant, asked, words)));
    } else if (decided.isDecidedByModels()) {
      if (NARROW_TOKEN.contains(denial.reason().code()) && asked.caller().actors().isEmpty()) {
        steps.add(token(tenant, asked.action().orElseThrow()));
      }
      var known = sources.collect(tenant, asked, denial, end);
      known.steps().stream().map(AskRemediations::step).forEach(steps::add);
      whole = known.whole();
    }
    if (steps.isEmpty()) { // that nothing helps is said only where all were heard who may know
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
                    "Ask for " + candidate.action() + ", if that is what you mean.",
                    POST,
                    tenant.issuer() + "/agents/ask",
                    same(asked, candidate.action())))
        .toList();
  }

  /** Nothing of the question is known here; the agent knows what it means. */
  private static AskRemediation inOtherWords(AccessQuestion asked) {
    return new AskRemediation(
        "ask_again",
        asked.refusal().map(AccessQuestion.AccessQuestionRefusal::remedy).orElse("Ask again."),
        null,
        null,
        Map.of());
  }

  /** What was asked, with this action: all that decides is in it, so that it is the same. */
  private static Map<String, Object> same(AccessQuestion asked, String action) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", action);
    asked.resource().ifPresent(resource -> body.put("resource", named(resource)));
    if (!asked.context().isEmpty()) {
      body.put("context", asked.context());
    }
    return body;
  }

  /** A tool of a server again as one: its server decides, by its name alone. */
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
        "Request a token whose scope includes "
            + action
            + ", and ask again with it. Authenticate as the client that you are, as with the client"
            + " id and secret by HTTP Basic: this token itself gets you no other.",
        POST,
        tenant.issuer() + "/oauth/token",
        Map.of("grant_type", "client_credentials", "scope", action),
        AskRemediation.AS_CLIENT);
  }

  private static AskRemediation askLater(TenantContext tenant, AccessQuestion asked) {
    return new AskRemediation(
        "ask_again",
        "It is denied, and what can be done about that is not known just now: ask the same again in"
            + " some seconds.",
        POST,
        tenant.issuer() + "/agents/ask",
        same(asked));
  }

  private static AskRemediation giveUp(Decision denial) {
    return new AskRemediation(
        "give_up",
        "You can do nothing about this yourself: do not try again, and tell whoever gave you the"
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
