/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.util.Map;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Exchanges an agent's token for the token of an approved request of a task (RFC 8693), for
 * requests with {@code jit_task_id}.
 */
@ProviderType
public interface TaskTokenExchanger {

  /**
   * The result of the exchange.
   *
   * @param token the token of the request
   * @param members further members of the response, such as {@code task_id}
   */
  record TaskTokenResult(IssuedToken token, Map<String, Object> members) {
    public TaskTokenResult {
      members = Map.copyOf(members);
    }
  }

  /**
   * Returns the token of the oldest approved request of the task for which no token was issued yet.
   *
   * @param request a request of the agent's own client
   * @param presented the agent's verified token, which the client may present
   * @throws org.lumoauth.api.oauth.OAuthException 400 {@code invalid_grant} if the task belongs to
   *     another agent, is finished, or contains no approved request
   * @throws org.lumoauth.api.web.ApiException 429 if the agent's budget is exhausted, 503 if a
   *     required module is unavailable
   */
  TaskTokenResult exchange(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      VerifiedToken presented,
      String taskId);
}
