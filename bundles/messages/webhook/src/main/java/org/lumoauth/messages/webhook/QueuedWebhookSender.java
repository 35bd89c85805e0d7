package org.lumoauth.messages.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.lumoauth.api.delivery.WebhookNotification;
import org.lumoauth.api.delivery.WebhookSender;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.module.BackgroundTaskRunner;
import org.lumoauth.api.module.ScheduledTask;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.api.tenant.TenantRegistry;
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
  private final SecretVault vault;
  private final ScheduledTask turn;
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("lumoauth-webhooks");

  @Activate
  public QueuedWebhookSender(
      @Reference WebhookNotificationStore store,
      @Reference SecretVault vault,
      @Reference OutboundHttpClient http,
      @Reference TenantRegistry tenants) {
    this.store = store;
    this.vault = vault;
    var sending = new WebhookDeliveryWorker(store, vault, http, tenants, InstantSource.system());
    this.turn = new ScheduledTask(sending::run, e -> LOG.warn("webhook.failed", e));
    worker.scheduleRepeating(PAUSE, turn);
  }

  @Deactivate
  void close() {
    worker.close();
  }

  @Override
  public void send(TenantContext tenant, WebhookNotification notice) {
    byte[] sealed = SealedWebhookNotification.seal(vault, tenant.id(), notice);
    store.add(tenant.id(), notice.purpose(), notice.key(), sealed, Instant.now());
    worker.submit(turn);
  }

  /** Removes the notifications of a deleted tenant. */
  @Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=messages-webhook"})
  public static final class WebhookTenantDataEraser implements TenantDataEraser {

    private final WebhookNotificationStore store;

    @Activate
    public WebhookTenantDataEraser(@Reference WebhookNotificationStore store) {
      this.store = store;
    }

    @Override
    public void erase(String tenantId) {
      store.erase(tenantId);
    }
  }
}
