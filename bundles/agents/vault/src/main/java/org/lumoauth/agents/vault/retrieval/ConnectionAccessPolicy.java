/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.retrieval;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.agents.vault.AgentAndDelegationLookup;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrant;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Decides which agent may retrieve the token of a grant. */
@Component(service = ConnectionAccessPolicy.class)
public final class ConnectionAccessPolicy {

  private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  private final ConnectionStore connections;
  private final AgentAndDelegationLookup neighbours;
  private final SubjectDirectory subjects;

  @Activate
  public ConnectionAccessPolicy(
      @Reference ConnectionStore connections,
      @Reference AgentAndDelegationLookup neighbours,
      @Reference SubjectDirectory subjects) {
    this.connections = connections;
    this.neighbours = neighbours;
    this.subjects = subjects;
  }

  /**
   * Returns the calling agent, which acts for itself or for a user.
   *
   * @throws ApiException 403 {@code agent_token_required}
   */
  Agent requireAgent(TenantContext tenant, Caller caller) {
    SubjectRef acting = agentsOf(caller).get(0);
    if (!acting.type().equals(SubjectRef.AGENT)) {
      throw TokenRetrievalProblems.noAgent();
    }
    return neighbours.findAgent(tenant, acting.id()).orElseThrow(TokenRetrievalProblems::noAgent);
  }

  /** Returns the connections that an agent may use with its credential. */
  List<VaultConnection> listConnections(TenantContext tenant, Caller caller, Agent agent) {
    return connections.all(tenant.id()).stream()
        .filter(connection -> connection.spec().enabled())
        .filter(connection -> may(caller, agent, connection))
        .toList();
  }

  private static boolean may(Caller caller, Agent agent, VaultConnection connection) {
    String capability = connection.spec().capability();
    return connection.spec().isFor(agent.id())
        && agent.capabilities().contains(capability)
        && caller.scope().contains(capability);
  }

  /**
   * Returns a connection that the agent may use with its credential.
   *
   * @throws ApiException 404 {@code connection_not_found}, 403 {@code agent_not_allowed} or {@code
   *     connection_disabled}
   */
  VaultConnection requireConnection(TenantContext tenant, Caller caller, Agent agent, String id) {
    VaultConnection connection =
        connections.find(tenant.id(), id).orElseThrow(TokenRetrievalProblems::unknownConnection);
    if (!may(caller, agent, connection)) {
      throw TokenRetrievalProblems.notAllowed(connection.spec().capability());
    }
    if (!connection.spec().enabled()) {
      throw TokenRetrievalProblems.disabled();
    }
    return connection;
  }

  /**
   * Returns the id of the user with the grant that the agent may use, or {@link VaultGrant#MACHINE}
   * for the tenant's own grant.
   *
   * @param named the user in the agent's request, if any
   * @throws ApiException 400 {@code invalid_user_id}, 403 {@code delegation_not_permitted} or
   *     {@code delegation_not_allowed}
   */
  String resolveHolder(
      TenantContext tenant, Caller caller, VaultConnection connection, Optional<String> named) {
    if (!connection.spec().isUserMode()) {
      if (named.isPresent()) {
        throw TokenRetrievalProblems.invalidUser(
            "`user_id` must be absent: the connection belongs to the tenant and has no "
                + "users.");
      }
      return VaultGrant.MACHINE;
    }
    String userId = user(caller, named);
    for (SubjectRef agent : agentsOf(caller)) {
      requireDelegated(tenant, connection, agent, userId);
    }
    return userId;
  }

  private static String user(Caller caller, Optional<String> named) {
    if (caller.actors().isEmpty()) {
      String id =
          named
              .filter(text -> USER_ID.matcher(text).matches())
              .orElseThrow(
                  () ->
                      TokenRetrievalProblems.invalidUser(
                          "`user_id` must be the id of the user to act for."));
      if (!caller
          .scope()
          .contains(Agent.ON_BEHALF)) { // a token with a narrower scope remains limited
        throw TokenRetrievalProblems.mayNotAct(Agent.ON_BEHALF);
      }
      return id;
    }
    String id = caller.subject().id();
    boolean right =
        caller.subject().type().equals(SubjectRef.USER) && named.map(id::equals).orElse(true);
    if (!right) {
      throw TokenRetrievalProblems.invalidUser("`user_id` must be the user of the token.");
    }
    return id;
  }

  /** Requires a delegation of the user to each agent of the chain. */
  private void requireDelegated(
      TenantContext tenant, VaultConnection connection, SubjectRef actor, String userId) {
    Agent agent =
        Optional.of(actor)
            .filter(subject -> subject.type().equals(SubjectRef.AGENT))
            .flatMap(subject -> neighbours.findAgent(tenant, subject.id()))
            .filter(Agent::canActOnBehalfOfUsers)
            .orElseThrow(() -> TokenRetrievalProblems.mayNotAct(Agent.ON_BEHALF));
    String capability = connection.spec().capability();
    boolean enabled =
        subjects.status(tenant, new SubjectRef(SubjectRef.USER, userId)) == SubjectStatus.ENABLED;
    if (!enabled
        || !agent.capabilities().contains(capability)
        || !neighbours.isDelegated(tenant, userId, agent.id(), capability)) {
      throw TokenRetrievalProblems.notDelegated(consentUrl(tenant, agent.id(), capability));
    }
  }

  /** Returns the acting agents, the current actor first; the caller itself if there is no actor. */
  private static List<SubjectRef> agentsOf(Caller caller) {
    return caller.actors().isEmpty() ? List.of(caller.subject()) : caller.actors();
  }

  private static String consentUrl(TenantContext tenant, String agentId, String capability) {
    return tenant.issuer().replaceFirst("/api/v1$", "/delegation/authorize")
        + "?agent="
        + URLEncoder.encode(agentId, StandardCharsets.UTF_8)
        + "&scope="
        + URLEncoder.encode(capability, StandardCharsets.UTF_8);
  }
}
