package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.time.Instant;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.Turn;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the sessions of those who may not act any more, and removes what nobody needs. */
public final class SessionUpkeep {
  private SessionUpkeep() {}

  /** Hears of users and sessions, here and on other servers. */
  @Component(
      property = {
        "lumoauth.kind=event-listener",
        "lumoauth.name=authn-sessions",
        DomainEventListener.MISSES_NONE + "=subject.disabled",
        DomainEventListener.MISSES_NONE + "=subject.deleted",
        DomainEventListener.MISSES_NONE + "=user.password-changed"
      })
  public static final class Listener implements DomainEventListener {
    private static final String USER = "usr_";

    private final StoredSessions sessions;
    private final TenantRegistry tenants;

    @Activate
    public Listener(@Reference StoredSessions sessions, @Reference TenantRegistry tenants) {
      this.sessions = sessions;
      this.tenants = tenants;
    }

    @Override
    public void on(DomainEvent event) {
      on(event, Instant.MAX);
    }

    @Override
    public void onLate(DomainEvent event, Instant when) {
      on(event, when);
    }

    private void on(DomainEvent event, Instant until) {
      switch (event.type()) {
        case "subject.disabled", "subject.deleted" -> {
          if (event.id().startsWith(USER)) {
            end(event, false, until);
          }
        }
        case "user.password-changed" -> end(event, true, until);
        case SessionJournal.ENDED, SessionJournal.RENEWED ->
            sessions.forget(event.tenantId(), event.id());
        default -> {
          // not about sessions
        }
      }
    }

    private void end(DomainEvent event, boolean passwordChanged, Instant until) {
      var subject = new SubjectRef(SubjectRef.USER, event.id());
      var tenant = tenants.activeById(event.tenantId());
      if (tenant.isEmpty()) {
        sessions.ends().endUnserved(event.tenantId(), subject, until);
      } else if (passwordChanged) {
        sessions.ends().passwordChanged(tenant.get(), subject, until);
      } else {
        sessions.ends().stopped(tenant.get(), subject, until);
      }
    }
  }

  /** Removes a tenant's sessions. */
  @Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=authn-sessions"})
  public static final class Owner implements TenantDataOwner {
    private final StoredSessions sessions;

    @Activate
    public Owner(@Reference StoredSessions sessions) {
      this.sessions = sessions;
    }

    @Override
    public void erase(String tenantId) {
      sessions.erase(tenantId);
    }
  }

  /** Ends sessions that have lapsed, and removes sessions a week after their end. */
  @Component(service = Purge.class, immediate = true)
  public static final class Purge {
    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);
    private static final Duration SHOWN = Duration.ofDays(7);

    private final SessionStore store;
    private final StoredSessions sessions;
    private final BackgroundWork worker;

    @Activate
    public Purge(@Reference SessionStore store, @Reference StoredSessions sessions) {
      this.store = store;
      this.sessions = sessions;
      this.worker = new BackgroundWork("sessions-purge");
      worker.every(
          Duration.ofHours(1), new Turn(this::purge, e -> LOG.warn("sessions_not_purged", e)));
      worker.every(
          Duration.ofMinutes(1), new Turn(this::endLapsed, e -> LOG.warn("sessions_not_ended", e)));
    }

    @Deactivate
    void close() {
      worker.interrupt();
    }

    private void endLapsed() {
      sessions.ends().endLapsed();
    }

    private void purge() {
      store.purge(Instant.now().minus(SHOWN));
    }
  }
}
