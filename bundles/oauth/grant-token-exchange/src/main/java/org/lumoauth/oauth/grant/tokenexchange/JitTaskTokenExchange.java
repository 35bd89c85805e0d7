package org.lumoauth.oauth.grant.tokenexchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.TaskTokenExchanger;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Requests with {@code jit_task_id}: what was approved in that task is given for the agent's token,
 * and nothing else is asked for. Answered as long as the module for it is installed.
 */
@Component(service = JitTaskTokenExchange.class)
public final class JitTaskTokenExchange {

  private static final String TASK = "jit_task_id";

  /** What says what the token is to be, where people said that already. */
  private static final List<String> NOT_BESIDE =
      List.of("scope", "audience", "resource", "actor_token", "actor_token_type");

  private final TokenExchangeRequestReader requests;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile TaskTokenExchanger exchange;

  @Activate
  public JitTaskTokenExchange(@Reference TokenExchangeRequestReader requests) {
    this.requests = requests;
  }

  JitTaskTokenExchange(TokenExchangeRequestReader requests, TaskTokenExchanger exchange) {
    this.requests = requests;
    this.exchange = exchange;
  }

  /** Whether a task's token is asked for. */
  static boolean appliesTo(GrantRequest request) {
    return request.request().parameter(TASK).isPresent();
  }

  /**
   * Gives the token.
   *
   * @throws OAuthException {@code invalid_request} without the module, for a token that is no
   *     access token and where more is asked for, and as the exchange is refused
   */
  TaskTokenExchanger.TaskTokenResult exchange(TenantContext tenant, GrantRequest request) {
    for (String name : NOT_BESIDE) {
      if (request.request().parameters().containsKey(name)) {
        throw OAuthException.invalidRequest(
            "With " + TASK + " what was approved is given: " + name + " is not taken.");
      }
    }
    ExchangeInputToken subject =
        requests.subject(tenant, request, Set.of(ExchangeTokenType.ACCESS_TOKEN.uri()));
    requests.requirePresentable(tenant, request, subject, Optional.empty());
    VerifiedToken token =
        subject
            .token()
            .orElseThrow(
                () -> OAuthException.invalidRequest("The subject_token is not the agent's."));
    return Optional.ofNullable(exchange)
        .orElseThrow(() -> OAuthException.invalidRequest("No " + TASK + " is taken here just now."))
        .exchange(tenant, request, token, request.request().requiredParameter(TASK));
  }
}
