/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.credential;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.agents.registry.EffectiveAgentResolver;
import org.lumoauth.agents.registry.store.AgentTokenRequesterStore;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds the users who know an agent's credentials because they set them. An agent's credentials can
 * register its sub-agents, so these users also know the credentials of the sub-agents.
 */
@Component(service = CredentialUsersService.class)
public final class CredentialUsersService {

  private final EffectiveAgentResolver agents;
  private final ExternalCredentialUsersService others;
  private final AgentTokenRequesterStore minted;
  private final SubjectDirectory subjects;

  @Activate
  public CredentialUsersService(
      @Reference EffectiveAgentResolver agents,
      @Reference ExternalCredentialUsersService others,
      @Reference AgentTokenRequesterStore minted,
      @Reference SubjectDirectory subjects) {
    this.agents = agents;
    this.others = others;
    this.minted = minted;
    this.subjects = subjects;
  }

  /**
   * Returns the ids of the users that learn the credentials set now: users that set them, have an
   * agent set them, or know that agent's credentials.
   */
  public Set<String> resolveSetters(TenantContext tenant, ChangeAttribution by) {
    Stream<String> ofAgents =
        by.parties()
            .filter(party -> party.type().equals(SubjectRef.AGENT))
            .flatMap(party -> ofLine(tenant, party.id()));
    Stream<String> ofToken = by.credentialId().stream().flatMap(id -> minted.findUsers(tenant, id));
    return Stream.of(by.users().stream(), ofAgents, ofToken)
        .flatMap(each -> each)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns the active users among the setters, as {@link
   * AgentTokenRequesterStore#findActiveUsers}.
   */
  public Set<SubjectRef> findActiveSetters(TenantContext tenant, String agentId) {
    return ofLine(tenant, agentId)
        .distinct()
        .map(id -> new SubjectRef(SubjectRef.USER, id))
        .filter(who -> subjects.status(tenant, who) == SubjectStatus.ENABLED)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Stream<String> ofLine(TenantContext tenant, String agentId) {
    Instant now = Instant.now();
    List<StoredAgent> line =
        agents
            .find(tenant.id(), agentId)
            .map(agent -> agents.lineageOf(tenant.id(), agent))
            .orElse(List.of());
    Set<String> holders =
        line.stream()
            .flatMap(agent -> holders(agent.agent()))
            .collect(Collectors.toUnmodifiableSet());
    return Stream.concat(
        line.stream().flatMap(agent -> agent.setBy().settersAt(now).stream()),
        others.findSetters(tenant.id(), holders, now).stream());
  }

  /** Instances also authenticate with credentials set for their blueprint. */
  private static Stream<String> holders(Agent agent) {
    return Stream.concat(Stream.of(agent.id()), agent.details().blueprintId().stream());
  }
}
