package org.lumoauth.api.agent;

import java.util.Map;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Token exchange (RFC 8693) of an agent's token for the one of an approved request of a task: a
 * request with {@code jit_task_id}.
 */
@ProviderType
public interface TaskTokenExchanger {

  /**
   * What the agent gets.
   *
   * @param token the token of the request
   * @param members further members of the answer, as {@code task_id}
   */
  record TaskTokenResult(IssuedToken token, Map<String, Object> members) {
    public TaskTokenResult {
      members = Map.copyOf(members);
    }
  }

  /**
   * Gives the token of the oldest approved request of the task that has none yet.
   *
   * @param request of the agent's own client
   * @param presented the agent's token, which holds and which the client may present
   * @throws org.lumoauth.api.oauth.OAuthException 400 {@code invalid_grant} if the task is not the
   *     agent's or is over, or nothing in it is approved
   * @throws org.lumoauth.api.web.ApiException 429 if the agent's budget is used up, 503 while
   *     something that it hangs on is away
   */
  TaskTokenResult exchange(
      TenantContext tenant, GrantRequest request, VerifiedToken presented, String taskId);
}
