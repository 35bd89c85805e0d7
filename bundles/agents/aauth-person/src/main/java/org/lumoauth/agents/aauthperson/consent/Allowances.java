package org.lumoauth.agents.aauthperson.consent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.mission.MissionLog;
import org.lumoauth.agents.aauthperson.mission.Missions;
import org.lumoauth.agents.aauthperson.mission.Overseen;
import org.lumoauth.agents.aauthperson.revocation.Cascade;
import org.lumoauth.agents.aauthperson.revocation.Waker;
import org.lumoauth.agents.aauthperson.store.People;
import org.lumoauth.agents.aauthperson.token.Revocations;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows what people let agents do, and takes it back: all that an agent has of a person. */
@Component(service = Allowances.class)
public final class Allowances {

  private static final int MOST_ENDED = 20;

  private final People people;
  private final Missions missions;
  private final MissionLog entries;
  private final Revocations revocations;
  private final Cascade cascade;
  private final Waker waker;
  private final AuditLog log;

  @Activate
  public Allowances(
      @Reference People people,
      @Reference Missions missions,
      @Reference MissionLog entries,
      @Reference Revocations revocations,
      @Reference Cascade cascade,
      @Reference Waker waker,
      @Reference AuditLog log) {
    this.people = people;
    this.missions = missions;
    this.entries = entries;
    this.revocations = revocations;
    this.cascade = cascade;
    this.waker = waker;
    this.log = log;
  }

  /** What a person let agents do, the newest first. */
  public List<Allowed> of(TenantContext tenant, String user) {
    return people.agents(tenant, user).stream().map(agent -> allowed(tenant, agent)).toList();
  }

  /** What everybody, or a person, let agents do, the newest first. */
  public Page<Allowed> list(TenantContext tenant, Optional<String> user, PageRequest page) {
    return people.agents(tenant, user, page).map(agent -> allowed(tenant, agent));
  }

  /** One of them. */
  public Optional<Allowed> find(TenantContext tenant, String id) {
    return people.agent(tenant, id).map(agent -> allowed(tenant, agent));
  }

  /**
   * Ends everything that an agent has of a person at once: consents, missions, tokens. What was
   * begun before somebody asked is ended the same when it is asked again. Returns when that is
   * durable.
   */
  public void end(TenantContext tenant, Allowed allowed, Initiator by) {
    log.requireWritable();
    revocations.cut(tenant, allowed.agent());
    cascade.agentEnds(tenant, allowed.agent());
    for (Overseen each : missions.of(tenant, allowed.agent(), allowed.userId())) {
      if (each.active() && missions.revoke(tenant, each)) {
        entries.ended(tenant, each.id(), by.actor());
      }
    }
    people.release(tenant, allowed.id(), allowed.provider(), allowed.agent(), allowed.userId());
    log.record(
        tenant.id(),
        by.did(
            "aauth_person.agent.revoked",
            new Target("aauth_agent", allowed.agent(), Optional.empty()),
            "An agent acts for a person no more.",
            Map.of("user", allowed.userId(), "provider", allowed.provider())));
    waker.wake();
  }

  private Allowed allowed(TenantContext tenant, People.Bound bound) {
    List<Overseen> all = missions.of(tenant, bound.agent(), bound.user());
    return new Allowed(
        bound.id(),
        bound.user(),
        bound.agent(),
        bound.provider(),
        bound.since(),
        bound.runsOn(),
        people.resources(tenant, bound.agent(), bound.user()).stream()
            .map(each -> new Allowed.AtResource(each.resource(), each.via(), each.scope()))
            .toList(),
        all.stream().filter(Overseen::active).toList(),
        all.stream().filter(each -> !each.active()).limit(MOST_ENDED).toList());
  }
}
