package org.lumoauth.oauth.logout.notify;

import java.time.Duration;
import java.time.Instant;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.SideBySide;
import org.lumoauth.api.module.Turn;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of sessions that end, and works off what is due. What it did not finish is in the store.
 */
@Component(
    service = {DomainEventListener.class, TenantDataOwner.class},
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=oauth-logout",
      DomainEventListener.MISSES_NONE + "=session.ended"
    })
public final class LogoutWorker implements DomainEventListener, TenantDataOwner {

  private static final Logger LOG = LoggerFactory.getLogger(LogoutWorker.class);
  private static final long PAUSE_SECONDS = 5;
  private static final int BATCH = 64;
  private static final int AT_ONCE = 8;
  private static final Duration FORGET_AFTER = Duration.ofDays(180);

  private final LogoutStore store;
  private final BackChannel channel;
  private final Turn turn = new Turn(this::work, LogoutWorker::failed);
  private final BackgroundWork clock = new BackgroundWork("lumoauth-logout");
  private final SideBySide senders = new SideBySide("lumoauth-logout", AT_ONCE);

  @Activate
  public LogoutWorker(@Reference LogoutStore store, @Reference BackChannel channel) {
    this.store = store;
    this.channel = channel;
    clock.every(Duration.ofSeconds(PAUSE_SECONDS), turn);
    clock.every(
        Duration.ofHours(1),
        Duration.ofHours(24),
        new Turn(this::purge, e -> LOG.warn("logout.purge-failed", e)));
  }

  @Deactivate
  void stop() {
    clock.close();
    senders.close();
  }

  @Override
  public void on(DomainEvent event) {
    if (event.type().equals("session.ended")) {
      store.end(event.tenantId(), event.id(), Instant.now());
      clock.soon(turn);
    }
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
  }

  private void work() {
    senders.all(
        channel.due(BATCH).stream()
            .<Runnable>map(delivery -> () -> channel.attempt(delivery))
            .toList(),
        LogoutWorker::failed);
  }

  private static void failed(Throwable e) { // what is due stays due
    LOG.warn("logout.work-failed: tried again in {} seconds", PAUSE_SECONDS, e);
  }

  private void purge() {
    store.purge(Instant.now().minus(FORGET_AFTER));
  }
}
