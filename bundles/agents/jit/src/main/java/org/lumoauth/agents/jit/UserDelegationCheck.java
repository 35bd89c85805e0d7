package org.lumoauth.agents.jit;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

/** Whether an agent may do something for a user. */
@Component(service = UserDelegationCheck.class)
public final class UserDelegationCheck {

  /** Without it no agent acts for anybody. */
  static final String CAPABILITY = "delegate:on_behalf";

  private static final String MODULE = "agents-delegation";

  private final UserDirectory users;
  private final JitOptionalServices neighbours;

  @Activate
  public UserDelegationCheck(
      @Reference UserDirectory users, @Reference JitOptionalServices neighbours) {
    this.users = users;
    this.neighbours = neighbours;
  }

  /**
   * What a user lets the agent do for them now.
   *
   * @param named the user's id or e-mail address
   * @throws ApiException 403 {@code delegation_not_allowed} without the capability, 400 {@code
   *     delegation_not_authorized} if the user is not known or did not let the agent, 503 if nobody
   *     can tell
   */
  AgentDelegation require(TenantContext tenant, Agent agent, String named) {
    if (!agent.capabilities().contains(CAPABILITY)) {
      throw new ApiException(
          403, "delegation_not_allowed", "The agent needs the capability " + CAPABILITY + ".");
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
   * For whom a task begins: whom the agent names, or the user whose token it shows, and nobody else
   * then.
   *
   * @throws ApiException 400 {@code delegation_not_authorized} if it names somebody else, and as
   *     {@link #requireUnlimited} and {@link #require} do
   */
  Optional<String> resolveUserId(JitCallContext call, Agent agent, Optional<String> named) {
    Optional<String> shown = call.userId();
    named.ifPresent(any -> requireDelegationScope(call.caller()));
    if (shown.isPresent() && named.isPresent()) {
      String other = require(call.tenant(), agent, named.get()).user().id();
      requireSameUser(call, Optional.of(other));
    }
    return shown.or(() -> named);
  }

  /**
   * Makes sure that an agent that acts for itself shows a credential by which it may act for
   * people: a token that is narrower than what the agent is capable of does not do more than it
   * says.
   *
   * @throws ApiException 403 {@code delegation_not_allowed}
   */
  void requireDelegationScope(Caller caller) {
    if (caller.actors().isEmpty() && !caller.scope().contains(CAPABILITY)) {
      throw new ApiException(
          403,
          "delegation_not_allowed",
          "The token is limited to a scope without " + CAPABILITY + ".");
    }
  }

  /**
   * Makes sure that an agent may do something in a task by what it shows: with a user's token the
   * task is that user's, and in a task for a user it acts for people.
   *
   * @param userId for whom the task is done
   * @throws ApiException as {@link #requireSameUser} and {@link #requireDelegationScope} do
   */
  void requireTaskUser(JitCallContext call, Optional<String> userId) {
    requireSameUser(call, userId);
    userId.ifPresent(any -> requireDelegationScope(call.caller()));
  }

  /**
   * Makes sure that an agent leaves nobody behind for whom it acts: with a user's token a task is
   * that user's.
   *
   * @throws ApiException 400 {@code delegation_not_authorized}
   */
  void requireSameUser(JitCallContext call, Optional<String> userId) {
    if (call.userId().isPresent() && !call.userId().equals(userId)) {
      throw new ApiException(
          400, "delegation_not_authorized", "The token is of another user than the task.");
    }
  }

  /**
   * What the user for whom a task is done consented to, if that holds still: this one consent, and
   * none that they gave later. Empty for a task of nobody's too, and where nobody keeps such things
   * any more.
   *
   * @throws ApiException 503 {@code module_unavailable} while nobody can tell
   */
  Optional<AgentDelegation> findActiveDelegation(TenantContext tenant, AgentTask task) {
    return task.userId()
        .map(
            id -> new SubjectRef(SubjectRef.USER, id)) // a delegation stands while they may sign in
        .flatMap(
            user ->
                neighbours
                    .delegations(all -> all.find(tenant, user, task.agentId()))
                    .flatMap(Function.identity()))
        .filter(given -> task.delegationId().equals(Optional.of(given.id())));
  }

  /** Whether nothing is in the way of a task on the side of the user for whom it is done. */
  boolean isDelegationActive(TenantContext tenant, AgentTask task) {
    return task.userId().isEmpty() || findActiveDelegation(tenant, task).isPresent();
  }

  /**
   * What the user for whom a task is done lets the agent have, nothing where they let it no more;
   * empty for a task of nobody's.
   *
   * @throws ApiException 503 {@code module_unavailable} while nobody can tell
   */
  Optional<Set<String>> findConsentedScopes(TenantContext tenant, AgentTask task) {
    return task.userId()
        .map(
            id ->
                findActiveDelegation(tenant, task).map(AgentDelegation::scope).orElseGet(Set::of));
  }

  private static ApiException notAuthorized() {
    return new ApiException(
        400, "delegation_not_authorized", "There is no such user, or they did not let the agent.");
  }
}
