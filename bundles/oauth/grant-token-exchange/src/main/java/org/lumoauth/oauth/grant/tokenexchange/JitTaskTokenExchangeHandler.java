/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.TaskTokenExchanger;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Handles requests with {@code jit_task_id}, which exchange an agent's token for the access
 * approved in that task. Available only while the module for just-in-time tasks is installed.
 */
@Component(service = JitTaskTokenExchangeHandler.class)
public final class JitTaskTokenExchangeHandler {

  private static final String TASK = "jit_task_id";

  /**
   * Parameters that are not allowed with a task, because the approval already determines the token.
   */
  private static final List<String> NOT_BESIDE =
      List.of("scope", "audience", "resource", "actor_token", "actor_token_type");

  private final TokenExchangeRequestReader requests;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile TaskTokenExchanger exchange;

  @Activate
  public JitTaskTokenExchangeHandler(@Reference TokenExchangeRequestReader requests) {
    this.requests = requests;
  }

  JitTaskTokenExchangeHandler(TokenExchangeRequestReader requests, TaskTokenExchanger exchange) {
    this.requests = requests;
    this.exchange = exchange;
  }

  /** Returns whether the request contains a task ID. */
  static boolean appliesTo(AuthenticatedTokenRequest request) {
    return request.request().parameter(TASK).isPresent();
  }

  /**
   * Issues the token of the task.
   *
   * @throws OAuthException {@code invalid_request} if the module is not installed, the subject
   *     token is not an access token or other parameters are present; or if the exchange is refused
   */
  TaskTokenExchanger.TaskTokenResult exchange(
      TenantContext tenant, AuthenticatedTokenRequest request) {
    for (String name : NOT_BESIDE) {
      if (request.request().parameters().containsKey(name)) {
        throw OAuthException.invalidRequest(
            "With "
                + TASK
                + " the approval determines the token. Remove the parameter "
                + name
                + ".");
      }
    }
    ExchangeInputToken subject =
        requests.subject(tenant, request, Set.of(ExchangeTokenType.ACCESS_TOKEN.uri()));
    requests.requirePresentable(tenant, request, subject, Optional.empty());
    VerifiedToken token =
        subject
            .token()
            .orElseThrow(
                () ->
                    OAuthException.invalidRequest(
                        "The subject_token must be an access token of the agent."));
    return Optional.ofNullable(exchange)
        .orElseThrow(
            () ->
                OAuthException.invalidRequest(
                    "The parameter "
                        + TASK
                        + " is not supported now, because the module agents-jit is not active."))
        .exchange(tenant, request, token, request.request().requiredParameter(TASK));
  }
}
