/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.webhook;

import java.time.Duration;
import java.time.InstantSource;
import org.lumoauth.api.delivery.WebhookNotification;
import org.lumoauth.api.delivery.WebhookSender;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queues webhook notifications and sends them asynchronously. */
@Component(
    service = WebhookSender.class,
    property = {"lumoauth.kind=signed-notices", "lumoauth.name=webhook"})
public final class QueuedWebhookSender implements WebhookSender {

  private static final Logger LOG = LoggerFactory.getLogger(QueuedWebhookSender.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final WebhookNotificationStore store;
  private final SecretProtectionService vault;
  private final InstantSource clock;
  private final ResilientScheduledTask turn;
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("lumoauth-webhooks");

  @Activate
  public QueuedWebhookSender(
      @Reference PersistenceUnit unit,
      @Reference SecretProtectionService vault,
      @Reference OutboundHttpClient http,
      @Reference TenantRegistry tenants,
      @Reference InstantSource clock) {
    this.store = new WebhookNotificationStore(unit);
    this.vault = vault;
    this.clock = clock;
    var sending = new WebhookDeliveryWorker(store, vault, http, tenants, clock);
    this.turn = new ResilientScheduledTask(sending::run, e -> LOG.warn("webhook.failed", e));
    worker.scheduleRepeating(PAUSE, turn);
  }

  @Deactivate
  void close() {
    worker.close();
  }

  @Override
  public void send(TenantContext tenant, WebhookNotification notice) {
    byte[] sealed = SealedWebhookNotification.seal(vault, tenant.id(), notice);
    store.add(tenant.id(), notice.purpose(), notice.key(), sealed, clock.instant());
    worker.submit(turn);
  }
}
