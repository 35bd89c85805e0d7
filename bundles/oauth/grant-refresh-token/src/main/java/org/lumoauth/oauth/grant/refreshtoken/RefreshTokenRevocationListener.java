package org.lumoauth.oauth.grant.refreshtoken;

import java.time.Duration;
import java.time.Instant;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.module.BackgroundTaskRunner;
import org.lumoauth.api.module.ScheduledTask;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the families of revoked grants, of expired or revoked sessions and of deleted tenants,
 * and expired families.
 */
@Component(
    service = {DomainEventListener.class, TenantDataEraser.class},
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=oauth-grant-refresh-token",
      DomainEventListener.MISSES_NONE + "=grant.ended",
      DomainEventListener.MISSES_NONE + "=session.ended"
    })
public final class RefreshTokenRevocationListener implements DomainEventListener, TenantDataEraser {

  private static final Logger LOG = LoggerFactory.getLogger(RefreshTokenRevocationListener.class);
  private static final long PURGE_MINUTES = 15;

  private final RefreshTokenFamilyStore store;
  private final BackgroundTaskRunner purging;

  @Activate
  public RefreshTokenRevocationListener(@Reference RefreshTokenFamilyStore store) {
    this.store = store;
    this.purging = new BackgroundTaskRunner("lumoauth-refresh-token-purge");
    purging.scheduleRepeating(
        Duration.ofMinutes(PURGE_MINUTES),
        new ScheduledTask(
            () -> store.purge(Instant.now()),
            e ->
                LOG.warn(
                    "refresh-token.purge-failed: next attempt in {} minutes", PURGE_MINUTES, e)));
  }

  @Deactivate
  void stopPurging() {
    purging.close();
  }

  @Override
  public void onEvent(DomainEvent event) {
    switch (event.type()) {
      case "grant.ended" -> store.removeOfGrant(event.tenantId(), event.id());
      // OpenID Connect Back-Channel Logout section 2.7: tokens without offline_access are revoked
      // with the session.
      case "session.ended" -> store.removeOfSession(event.tenantId(), event.id());
      default -> {
        return;
      }
    }
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
  }
}
