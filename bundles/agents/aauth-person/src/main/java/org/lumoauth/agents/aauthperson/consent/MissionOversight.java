package org.lumoauth.agents.aauthperson.consent;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.mission.MissionLog;
import org.lumoauth.agents.aauthperson.mission.Missions;
import org.lumoauth.agents.aauthperson.mission.Overseen;
import org.lumoauth.agents.aauthperson.revocation.Cascade;
import org.lumoauth.agents.aauthperson.revocation.Waker;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shows missions and what happened in them to others than their agent, and ends one (section
 * Mission Management).
 */
@Component(service = MissionOversight.class)
public final class MissionOversight {

  private final Missions missions;
  private final MissionLog entries;
  private final Cascade cascade;
  private final Waker waker;
  private final AuditLog log;

  @Activate
  public MissionOversight(
      @Reference Missions missions,
      @Reference MissionLog entries,
      @Reference Cascade cascade,
      @Reference Waker waker,
      @Reference AuditLog log) {
    this.missions = missions;
    this.entries = entries;
    this.cascade = cascade;
    this.waker = waker;
    this.log = log;
  }

  /** A mission, whosever it is. */
  Optional<Overseen> find(TenantContext tenant, String id) {
    return missions.find(tenant, id);
  }

  /** A mission that a person approved. */
  Optional<Overseen> find(TenantContext tenant, String id, String user) {
    return find(tenant, id).filter(mission -> mission.userId().equals(user));
  }

  /** All missions, the newest first. */
  Page<Overseen> list(TenantContext tenant, PageRequest page) {
    return missions.list(tenant, page);
  }

  /** What happened in it, the latest first. */
  Page<MissionLog.Entry> log(TenantContext tenant, Overseen mission, PageRequest page) {
    return entries.of(tenant, mission.id(), page);
  }

  /**
   * Ends it, with every token that was given in it; what has ended stays as it is, and those hear
   * of it again who did not take it. Returns when that is durable. What the agent has of the person
   * beside it stays.
   */
  void end(TenantContext tenant, Overseen mission, Initiator by) {
    log.requireWritable();
    boolean ended = missions.revoke(tenant, mission);
    cascade.missionEnds(tenant, mission.id());
    waker.wake();
    if (!ended) {
      return;
    }
    entries.ended(tenant, mission.id(), by.actor());
    log.record(
        tenant.id(),
        by.did(
            "aauth_person.mission.revoked",
            new Target("aauth_mission", mission.id(), Optional.empty()),
            "A mission was ended.",
            Map.of("user", mission.userId(), "agent", mission.agent())));
  }
}
