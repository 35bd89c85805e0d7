/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.jit.JitAgentResolver;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.request.JitRequest;
import org.lumoauth.agents.jit.request.JitRequestLookup;
import org.lumoauth.agents.jit.request.JitRequestedAccessParser;
import org.lumoauth.agents.jit.task.TaskAnomaly;
import org.lumoauth.agents.jit.task.TaskAnomalyMonitor;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.token.TokenBindingMethod.KeyProof;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Returns the tokens of approved permission requests to agents, bound to the keys they prove. */
@Component(service = TaskTokenRequestHandler.class)
public final class TaskTokenRequestHandler {

  private final JitAgentResolver agents;
  private final JitRequestLookup requests;
  private final TaskTokenIssuer tokens;
  private final JitRequestedAccessParser reader;
  private final TaskAnomalyMonitor watch;
  private final TokenBindingResolver keys;

  @Activate
  public TaskTokenRequestHandler(
      @Reference JitAgentResolver agents,
      @Reference JitRequestLookup requests,
      @Reference TaskTokenIssuer tokens,
      @Reference JitRequestedAccessParser reader,
      @Reference TaskAnomalyMonitor watch,
      @Reference ProviderRegistry registry,
      @Reference TokenService tokenService) {
    this.agents = agents;
    this.requests = requests;
    this.tokens = tokens;
    this.reader = reader;
    this.watch = watch;
    this.keys = new TokenBindingResolver(registry, tokenService);
  }

  @Deactivate
  void close() {
    keys.close();
  }

  /**
   * The response with a token.
   *
   * @param body the response body
   * @param headers the response headers
   */
  public record JitTokenResponse(Map<String, Object> body, Map<String, String> headers) {}

  /**
   * Returns the token of a request.
   *
   * @param request the HTTP request without its parameters: the token is bound to the keys that it
   *     proves; empty if the call does not arrive over this endpoint
   * @throws org.lumoauth.api.oauth.OAuthException for an invalid proof, as at the token endpoint
   */
  public JitTokenResponse token(
      JitCallerContext call,
      String requestId,
      Map<String, Object> body,
      Optional<OAuthRequest> request) {
    Agent agent = agents.require(call.tenant(), call.caller());
    Optional<KeyProof> proof = request.flatMap(from -> proven(call, agent, requestId, from));
    return new JitTokenResponse(
        token(call, agent, requestId, body, proof),
        proof.map(KeyProof::responseHeaders).orElse(Map.of()));
  }

  private Optional<KeyProof> proven(
      JitCallerContext call, Agent agent, String requestId, OAuthRequest from) {
    try {
      return keys.of(call.tenant(), call.caller(), reader.client(call.tenant(), agent), from);
    } catch (OAuthException refusal) {
      if (refusal.code().equals("invalid_dpop_proof")) { // a missing nonce is not an anomaly
        requests
            .find(call.tenant(), requestId)
            .filter(mine -> mine.agentId().equals(agent.id()))
            .map(JitRequest::taskId)
            .ifPresent(
                id -> watch.recordAnomaly(call.tenant(), id, TaskAnomaly.PROOF_FAILED, call.by()));
      }
      throw refusal;
    }
  }

  private Map<String, Object> token(
      JitCallerContext call,
      Agent agent,
      String requestId,
      Map<String, Object> body,
      Optional<KeyProof> proof) {
    Map<String, Object> sent = body == null ? Map.of() : body;
    JsonObjectMemberReader.of(sent, Set.of("authorization_details"));
    TaskTokenIssuer.IssuedTaskToken made =
        tokens.issue(
            call,
            agent,
            requestId,
            Optional.ofNullable(sent.get("authorization_details")),
            proof.map(KeyProof::confirmation));
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("access_token", made.token().value());
    view.put("token_type", proof.map(KeyProof::tokenType).orElse("Bearer"));
    view.put(
        "expires_in",
        made.token().expiresAt().getEpochSecond() - made.token().issuedAt().getEpochSecond());
    view.put("issued_token_type", "urn:ietf:params:oauth:token-type:access_token");
    if (!made.request().wanted().details().isEmpty()) {
      view.put("authorization_details", made.request().wanted().details());
    }
    if (!made.token().scope().isEmpty()) {
      view.put("scope", String.join(" ", made.token().scope().stream().sorted().toList()));
    }
    view.put("task_id", made.request().taskId());
    view.put("jit_request_id", made.request().id());
    return view;
  }
}
