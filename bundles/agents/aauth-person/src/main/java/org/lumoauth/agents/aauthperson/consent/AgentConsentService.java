/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.mission.MissionDetails;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.revocation.RevocationCascade;
import org.lumoauth.agents.aauthperson.revocation.RevocationWorkerWakeup;
import org.lumoauth.agents.aauthperson.store.AgentPersonBindingStore;
import org.lumoauth.agents.aauthperson.token.RevokedTokenStore;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the consents of people to agents, and revokes them with all missions and tokens. */
@Component(service = AgentConsentService.class)
public final class AgentConsentService {

  private static final int MOST_ENDED = 20;

  private final AgentPersonBindingStore people;
  private final MissionService missions;
  private final MissionLogService entries;
  private final RevokedTokenStore revocations;
  private final RevocationCascade cascade;
  private final RevocationWorkerWakeup waker;
  private final AuditLog log;

  @Activate
  public AgentConsentService(
      @Reference AgentPersonBindingStore people,
      @Reference MissionService missions,
      @Reference MissionLogService entries,
      @Reference RevokedTokenStore revocations,
      @Reference RevocationCascade cascade,
      @Reference RevocationWorkerWakeup waker,
      @Reference AuditLog log) {
    this.people = people;
    this.missions = missions;
    this.entries = entries;
    this.revocations = revocations;
    this.cascade = cascade;
    this.waker = waker;
    this.log = log;
  }

  /** Returns the consents of a person, newest first. */
  public List<AgentConsent> of(TenantContext tenant, String user) {
    return people.listAgents(tenant, user).stream().map(agent -> allowed(tenant, agent)).toList();
  }

  /** Returns the consents of all people, or of one person, newest first. */
  public Page<AgentConsent> list(TenantContext tenant, Optional<String> user, PageRequest page) {
    return people.listAgents(tenant, user, page).map(agent -> allowed(tenant, agent));
  }

  /** Returns a consent. */
  public Optional<AgentConsent> find(TenantContext tenant, String id) {
    return people.findAgent(tenant, id).map(agent -> allowed(tenant, agent));
  }

  /**
   * Immediately revokes all consents, missions and tokens that an agent has from a person. If the
   * call was interrupted, repeating it completes it, including requests that began earlier. Returns
   * when the change is durable.
   */
  public void end(TenantContext tenant, AgentConsent allowed, AuditInitiator by) {
    log.requireWritable();
    revocations.cut(tenant, allowed.agent());
    cascade.revokeForAgent(tenant, allowed.agent());
    for (MissionDetails each : missions.of(tenant, allowed.agent(), allowed.userId())) {
      if (each.active() && missions.revoke(tenant, each)) {
        entries.recordEnd(tenant, each.id(), by.actor());
      }
    }
    people.unbind(tenant, allowed.id(), allowed.provider(), allowed.agent(), allowed.userId());
    log.record(
        tenant.id(),
        by.auditEvent(
            "aauth_person.agent.revoked",
            new AuditTarget("aauth_agent", allowed.agent(), Optional.empty()),
            "An agent no longer acts for a person.",
            Map.of("user", allowed.userId(), "provider", allowed.provider())));
    waker.wake();
  }

  private AgentConsent allowed(
      TenantContext tenant, AgentPersonBindingStore.AgentSubjectBinding bound) {
    List<MissionDetails> all = missions.of(tenant, bound.agent(), bound.user());
    return new AgentConsent(
        bound.id(),
        bound.user(),
        bound.agent(),
        bound.provider(),
        bound.since(),
        bound.runsOn(),
        people.listResourceConsents(tenant, bound.agent(), bound.user()).stream()
            .map(
                each -> new AgentConsent.ResourceConsent(each.resource(), each.via(), each.scope()))
            .toList(),
        all.stream().filter(MissionDetails::active).toList(),
        all.stream().filter(each -> !each.active()).limit(MOST_ENDED).toList());
  }
}
