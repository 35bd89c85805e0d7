/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.lumoauth.support.concurrent.BoundedExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates deliveries for expired and revoked sessions and attempts due deliveries. Unfinished
 * deliveries remain in the store.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=oauth-logout",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SESSION_ENDED
    })
public final class BackChannelLogoutWorker implements DomainEventListener {

  private static final Logger LOG = LoggerFactory.getLogger(BackChannelLogoutWorker.class);
  private static final long PAUSE_SECONDS = 5;
  private static final int BATCH = 64;
  private static final int AT_ONCE = 8;
  private static final Duration FORGET_AFTER = Duration.ofDays(180);

  private final LogoutClientAndDeliveryStore store;
  private final BackChannelLogoutSender channel;
  private final ResilientScheduledTask turn =
      new ResilientScheduledTask(this::work, BackChannelLogoutWorker::failed);
  private final BackgroundTaskRunner clock = new BackgroundTaskRunner("lumoauth-logout");
  private final BoundedExecutor senders = new BoundedExecutor("lumoauth-logout", AT_ONCE);

  @Activate
  public BackChannelLogoutWorker(
      @Reference LogoutClientAndDeliveryStore store,
      @Reference TenantRegistry tenants,
      @Reference ClientDirectory clients,
      @Reference LogoutTokenIssuer tokens,
      @Reference OutboundHttpClient http,
      @Reference AuditLog audit,
      @Reference InstantSource instants) {
    this.store = store;
    this.channel =
        new BackChannelLogoutSender(store, tenants, clients, tokens, http, audit, instants);
    clock.scheduleRepeating(Duration.ofSeconds(PAUSE_SECONDS), turn);
    clock.scheduleRepeating(
        Duration.ofHours(1),
        Duration.ofHours(24),
        new ResilientScheduledTask(this::purge, e -> LOG.warn("logout.purge-failed", e)));
  }

  @Deactivate
  void stop() {
    clock.close();
    senders.close();
  }

  @Override
  public void onEvent(DomainEvent event) {
    if (event.isOneOf(DomainEvent.SESSION_ENDED)) {
      store.scheduleDeliveries(event.tenantId(), event.id(), Instant.now());
      clock.submit(turn);
    }
  }

  private void work() {
    senders.runAll(
        channel.findDue(BATCH).stream()
            .<Runnable>map(delivery -> () -> channel.attempt(delivery))
            .toList(),
        BackChannelLogoutWorker::failed);
  }

  private static void failed(Throwable e) { // Due deliveries remain in the store.
    LOG.warn("logout.work-failed: next attempt in {} seconds", PAUSE_SECONDS, e);
  }

  private void purge() {
    store.purge(Instant.now().minus(FORGET_AFTER));
  }
}
