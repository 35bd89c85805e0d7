/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.mission.MissionDetails;
import org.lumoauth.agents.aauthperson.mission.MissionLogService;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.revocation.RevocationCascade;
import org.lumoauth.agents.aauthperson.revocation.RevocationWorkerWakeup;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shows missions and their logs to people and administrators, and revokes missions (AAuth draft,
 * section Mission Management).
 */
@Component(service = MissionOversightService.class)
public final class MissionOversightService {

  private final MissionService missions;
  private final MissionLogService entries;
  private final RevocationCascade cascade;
  private final RevocationWorkerWakeup waker;
  private final AuditLog log;

  @Activate
  public MissionOversightService(
      @Reference MissionService missions,
      @Reference MissionLogService entries,
      @Reference RevocationCascade cascade,
      @Reference RevocationWorkerWakeup waker,
      @Reference AuditLog log) {
    this.missions = missions;
    this.entries = entries;
    this.cascade = cascade;
    this.waker = waker;
    this.log = log;
  }

  /** Returns a mission of any person. */
  Optional<MissionDetails> find(TenantContext tenant, String id) {
    return missions.find(tenant, id);
  }

  /** Returns a mission that this person approved. */
  Optional<MissionDetails> find(TenantContext tenant, String id, String user) {
    return find(tenant, id).filter(mission -> mission.userId().equals(user));
  }

  /** Returns all missions, newest first. */
  Page<MissionDetails> list(TenantContext tenant, PageRequest page) {
    return missions.list(tenant, page);
  }

  /** Returns a mission's log, latest first. */
  Page<MissionLogService.MissionLogEntry> log(
      TenantContext tenant, MissionDetails mission, PageRequest page) {
    return entries.of(tenant, mission.id(), page);
  }

  /**
   * Revokes a mission with every token issued in it. If the mission is no longer active, its status
   * does not change, and servers that did not acknowledge the revocation are notified again.
   * Returns when the change is durable. The agent's consents outside the mission remain valid.
   */
  void end(TenantContext tenant, MissionDetails mission, AuditInitiator by) {
    log.requireWritable();
    boolean ended = missions.revoke(tenant, mission);
    cascade.revokeForMission(tenant, mission.id());
    waker.wake();
    if (!ended) {
      return;
    }
    entries.recordEnd(tenant, mission.id(), by.actor());
    log.record(
        tenant.id(),
        by.auditEvent(
            "aauth_person.mission.revoked",
            new AuditTarget("aauth_mission", mission.id(), Optional.empty()),
            "A mission was ended.",
            Map.of("user", mission.userId(), "agent", mission.agent())));
  }
}
