/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import java.time.Duration;
import java.time.Instant;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the families of revoked grants and of expired or revoked sessions, and expired families.
 */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=oauth-grant-refresh-token",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.GRANT_ENDED,
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SESSION_ENDED
    })
public final class RefreshTokenFamilyCleanupListener implements DomainEventListener {

  private static final Logger LOG =
      LoggerFactory.getLogger(RefreshTokenFamilyCleanupListener.class);
  private static final long PURGE_MINUTES = 15;

  private final RefreshTokenFamilyStore store;
  private final BackgroundTaskRunner purging;

  @Activate
  public RefreshTokenFamilyCleanupListener(@Reference RefreshTokenFamilyStore store) {
    this.store = store;
    this.purging = new BackgroundTaskRunner("lumoauth-refresh-token-purge");
    purging.scheduleRepeating(
        Duration.ofMinutes(PURGE_MINUTES),
        new ResilientScheduledTask(
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
      case DomainEvent.GRANT_ENDED -> store.removeOfGrant(event.tenantId(), event.id());
      // OpenID Connect Back-Channel Logout section 2.7: tokens without offline_access are revoked
      // with the session.
      case DomainEvent.SESSION_ENDED -> store.removeOfSession(event.tenantId(), event.id());
      default -> {
        return;
      }
    }
  }
}
