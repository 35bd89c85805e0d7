/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.time.Instant;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revokes the sessions of disabled users, and deletes old sessions. */
public final class SessionMaintenance {
  private SessionMaintenance() {}

  /** Listens for events about users and sessions, from this server and others. */
  @Component(
      property = {
        "lumoauth.kind=event-listener",
        "lumoauth.name=authn-sessions",
        DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DISABLED,
        DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED,
        DomainEventListener.MISSES_NONE + "=" + DomainEvent.USER_PASSWORD_CHANGED
      })
  public static final class SessionRevocationListener implements DomainEventListener {
    private static final String USER = "usr_";

    private final DefaultSessionService sessions;
    private final TenantRegistry tenants;

    @Activate
    public SessionRevocationListener(
        @Reference DefaultSessionService sessions, @Reference TenantRegistry tenants) {
      this.sessions = sessions;
      this.tenants = tenants;
    }

    @Override
    public void onEvent(DomainEvent event) {
      on(event, Instant.MAX);
    }

    @Override
    public void onMissedEvent(DomainEvent event, Instant when) {
      on(event, when);
    }

    private void on(DomainEvent event, Instant until) {
      switch (event.type()) {
        case DomainEvent.SUBJECT_DISABLED, DomainEvent.SUBJECT_DELETED -> {
          if (event.id().startsWith(USER)) {
            end(event, false, until);
          }
        }
        case DomainEvent.USER_PASSWORD_CHANGED -> end(event, true, until);
        case DomainEvent.SESSION_ENDED, SessionEventRecorder.RENEWED ->
            sessions.forget(event.tenantId(), event.id());
        case DomainEvent.TENANT_CHANGED -> sessions.forgetAll(event.tenantId());
        default -> {
          // Not about sessions.
        }
      }
    }

    private void end(DomainEvent event, boolean passwordChanged, Instant until) {
      var subject = new SubjectRef(SubjectRef.USER, event.id());
      var tenant = tenants.findActiveById(event.tenantId());
      if (tenant.isEmpty()) {
        sessions.terminator().endUnserved(event.tenantId(), subject, until);
      } else if (passwordChanged) {
        sessions.terminator().endAfterPasswordChange(tenant.get(), subject, until);
      } else {
        sessions.terminator().endStopped(tenant.get(), subject, until);
      }
    }
  }

  /**
   * Publishes {@code session.ended} for expired sessions, and deletes sessions a week after they
   * expired or were revoked.
   */
  @Component(service = SessionPurgeWorker.class, immediate = true)
  public static final class SessionPurgeWorker {
    private static final Logger LOG = LoggerFactory.getLogger(SessionPurgeWorker.class);
    private static final Duration SHOWN = Duration.ofDays(7);

    private final SessionStore store;
    private final DefaultSessionService sessions;
    private final BackgroundTaskRunner worker;

    @Activate
    public SessionPurgeWorker(
        @Reference SessionStore store, @Reference DefaultSessionService sessions) {
      this.store = store;
      this.sessions = sessions;
      this.worker = new BackgroundTaskRunner("sessions-purge");
      worker.scheduleRepeating(
          Duration.ofHours(1),
          new ResilientScheduledTask(this::purge, e -> LOG.warn("sessions_not_purged", e)));
      worker.scheduleRepeating(
          Duration.ofMinutes(1),
          new ResilientScheduledTask(this::endLapsed, e -> LOG.warn("sessions_not_ended", e)));
    }

    @Deactivate
    void close() {
      worker.interrupt();
    }

    private void endLapsed() {
      sessions.terminator().endLapsed();
    }

    private void purge() {
      store.purge(Instant.now().minus(SHOWN));
    }
  }
}
