package org.lumoauth.messages.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.lumoauth.api.delivery.Notice;
import org.lumoauth.api.delivery.SignedNotices;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.Turn;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes notices, and sends them beside the requests. */
@Component(
    service = SignedNotices.class,
    property = {"lumoauth.kind=signed-notices", "lumoauth.name=webhook"})
public final class Webhooks implements SignedNotices {

  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final NoticeStore store;
  private final SecretVault vault;
  private final Turn turn;
  private final BackgroundWork worker = new BackgroundWork("lumoauth-webhooks");

  @Activate
  public Webhooks(
      @Reference NoticeStore store,
      @Reference SecretVault vault,
      @Reference OutboundHttp http,
      @Reference TenantRegistry tenants) {
    this.store = store;
    this.vault = vault;
    var sending = new Sending(store, vault, http, tenants, InstantSource.system());
    this.turn = new Turn(sending::run, e -> LOG.warn("webhook.failed", e));
    worker.every(PAUSE, turn);
  }

  @Deactivate
  void close() {
    worker.close();
  }

  @Override
  public void send(TenantContext tenant, Notice notice) {
    byte[] sealed = SealedNotice.seal(vault, tenant.id(), notice);
    store.add(tenant.id(), notice.purpose(), notice.key(), sealed, Instant.now());
    worker.soon(turn);
  }

  /** Removes the notices of a tenant that is deleted. */
  @Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=messages-webhook"})
  public static final class OfTenants implements TenantDataOwner {

    private final NoticeStore store;

    @Activate
    public OfTenants(@Reference NoticeStore store) {
      this.store = store;
    }

    @Override
    public void erase(String tenantId) {
      store.erase(tenantId);
    }
  }
}
