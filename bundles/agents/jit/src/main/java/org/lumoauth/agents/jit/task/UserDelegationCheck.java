/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lumoauth.agents.jit.JitCallerContext;
import org.lumoauth.agents.jit.JitOptionalModuleLookup;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentDelegationLookup.AgentDelegation;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks whether an agent may act for a user. */
@Component(service = UserDelegationCheck.class)
public final class UserDelegationCheck {

  /** The capability that an agent requires to act for users. */
  public static final String CAPABILITY = "delegate:on_behalf";

  private static final String MODULE = "agents-delegation";

  private final UserDirectory users;
  private final JitOptionalModuleLookup neighbours;

  @Activate
  public UserDelegationCheck(
      @Reference UserDirectory users, @Reference JitOptionalModuleLookup neighbours) {
    this.users = users;
    this.neighbours = neighbours;
  }

  /**
   * Returns the user's current delegation to the agent.
   *
   * @param named the user's id or e-mail address
   * @throws ApiException 403 {@code delegation_not_allowed} without the capability, 400 {@code
   *     delegation_not_authorized} if the user is unknown or did not consent to the agent, 503 if
   *     the delegation cannot be checked
   */
  public AgentDelegation require(TenantContext tenant, Agent agent, String named) {
    if (!agent.capabilities().contains(CAPABILITY)) {
      throw new ApiException(
          403, "delegation_not_allowed", "The agent lacks the capability " + CAPABILITY + ".");
    }
    SubjectRef user =
        users
            .find(tenant, named)
            .filter(found -> found.active() && !found.blocked())
            .map(found -> new SubjectRef(SubjectRef.USER, found.id()))
            .orElseThrow(UserDelegationCheck::notAuthorized);
    return neighbours
        .delegations(all -> all.find(tenant, user, agent.id()))
        .orElseThrow(() -> ApiException.moduleUnavailable(MODULE))
        .orElseThrow(UserDelegationCheck::notAuthorized);
  }

  /**
   * Returns the user that a new task is on behalf of: the user that the agent names, or the user of
   * its token, which must be the same.
   *
   * @throws ApiException 400 {@code delegation_not_authorized} if the users differ, and as {@link
   *     #requireDelegationScope} and {@link #require} do
   */
  Optional<String> resolveUserId(JitCallerContext call, Agent agent, Optional<String> named) {
    Optional<String> shown = call.userId();
    named.ifPresent(any -> requireDelegationScope(call.caller()));
    if (shown.isPresent() && named.isPresent()) {
      String other = require(call.tenant(), agent, named.get()).user().id();
      requireSameUser(call, Optional.of(other));
    }
    return shown.or(() -> named);
  }

  /**
   * Requires that an agent that acts for itself has a credential with the scope to act for users: a
   * token with a narrower scope than the agent's capabilities remains limited to its scope.
   *
   * @throws ApiException 403 {@code delegation_not_allowed}
   */
  public void requireDelegationScope(Caller caller) {
    if (caller.actors().isEmpty() && !caller.scope().contains(CAPABILITY)) {
      throw new ApiException(
          403,
          "delegation_not_allowed",
          "The scope of the token does not contain " + CAPABILITY + ".");
    }
  }

  /**
   * Requires that the agent's credential covers the task: a user's token requires a task of that
   * user, and a task of a user requires the scope to act for users.
   *
   * @param userId the user of the task
   * @throws ApiException as {@link #requireSameUser} and {@link #requireDelegationScope} do
   */
  public void requireTaskUser(JitCallerContext call, Optional<String> userId) {
    requireSameUser(call, userId);
    userId.ifPresent(any -> requireDelegationScope(call.caller()));
  }

  /**
   * Requires that the user of the agent's token, if any, is the user of the task.
   *
   * @throws ApiException 400 {@code delegation_not_authorized}
   */
  void requireSameUser(JitCallerContext call, Optional<String> userId) {
    if (call.userId().isPresent() && !call.userId().equals(userId)) {
      throw new ApiException(
          400, "delegation_not_authorized", "The token and the task belong to different users.");
    }
  }

  /**
   * Returns the consent of the task's user, if it is still valid; a later consent does not replace
   * it. Empty for a task without a user, and if delegations are not installed any more.
   *
   * @throws ApiException 503 {@code module_unavailable} while it cannot be checked
   */
  Optional<AgentDelegation> findActiveDelegation(TenantContext tenant, AgentTask task) {
    return task.userId()
        .map(
            id ->
                new SubjectRef(
                    SubjectRef.USER, id)) // a delegation is valid while the user may sign in
        .flatMap(
            user ->
                neighbours
                    .delegations(all -> all.find(tenant, user, task.agentId()))
                    .flatMap(Function.identity()))
        .filter(given -> task.delegationId().equals(Optional.of(given.id())));
  }

  /** Returns whether the user of a task, if any, still consents to it. */
  boolean isDelegationActive(TenantContext tenant, AgentTask task) {
    return task.userId().isEmpty() || findActiveDelegation(tenant, task).isPresent();
  }

  /**
   * Returns the scopes that the task's user consents to, none after a revocation; empty for a task
   * without a user.
   *
   * @throws ApiException 503 {@code module_unavailable} while it cannot be checked
   */
  public Optional<Set<String>> findConsentedScopes(TenantContext tenant, AgentTask task) {
    return task.userId()
        .map(
            id ->
                findActiveDelegation(tenant, task).map(AgentDelegation::scope).orElseGet(Set::of));
  }

  private static ApiException notAuthorized() {
    return new ApiException(
        400,
        "delegation_not_authorized",
        "The user does not exist or did not consent to the agent. Have the user "
            + "consent first.");
  }
}
