package org.lumoauth.agents.jit;

import java.util.Optional;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether an agent may do something for a user. */
@Component(service = OnBehalf.class)
public final class OnBehalf {

  /** Without it no agent acts for anybody. */
  static final String CAPABILITY = "delegate:on_behalf";

  private static final String MODULE = "agents-delegation";

  private final UserDirectory users;
  private final Neighbours neighbours;

  @Activate
  public OnBehalf(@Reference UserDirectory users, @Reference Neighbours neighbours) {
    this.users = users;
    this.neighbours = neighbours;
  }

  /**
   * The user for whom the agent may act now.
   *
   * @param named an id or e-mail address
   * @throws Problem 403 {@code delegation_not_allowed} without the capability, 400 {@code
   *     delegation_not_authorized} if the user is not known or did not let the agent, 503 if nobody
   *     can tell
   */
  SubjectRef require(TenantContext tenant, Caller caller, Agent agent, String named) {
    if (!agent.capabilities().contains(CAPABILITY)) {
      throw new Problem(
          403, "delegation_not_allowed", "The agent needs the capability " + CAPABILITY + ".");
    }
    SubjectRef user =
        users
            .find(tenant, named)
            .filter(found -> found.active() && !found.blocked())
            .map(found -> new SubjectRef(SubjectRef.USER, found.id()))
            .orElseThrow(OnBehalf::notAuthorized);
    if (caller.subject().equals(user) && !caller.actors().isEmpty()) {
      return user; // the token says so: the user let the agent act when it was made
    }
    boolean allowed =
        neighbours
            .delegations(all -> all.find(tenant, user, agent.id()).isPresent())
            .orElseThrow(() -> Problem.moduleUnavailable(MODULE));
    if (!allowed) {
      throw notAuthorized();
    }
    return user;
  }

  /** Whether a user still lets an agent act; so where nobody keeps such things. */
  boolean holds(TenantContext tenant, String userId, String agentId) {
    boolean known =
        users.find(tenant, userId).filter(found -> found.active() && !found.blocked()).isPresent();
    var user = new SubjectRef(SubjectRef.USER, userId);
    Optional<Boolean> allowed =
        neighbours.delegations(all -> all.find(tenant, user, agentId).isPresent());
    return known && allowed.orElse(true);
  }

  private static Problem notAuthorized() {
    return new Problem(
        400, "delegation_not_authorized", "There is no such user, or they did not let the agent.");
  }
}
