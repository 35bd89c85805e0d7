/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.chain;

import java.time.Duration;
import java.time.Instant;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the stored claims of tokens that expired long ago and of deleted tenants. */
@Component(
    immediate = true,
    property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-delegation-chains"})
public final class TokenChainDataEraser implements TenantDataEraser {

  /** How long the origin of a token remains visible after the token has expired. */
  static final Duration KEPT = Duration.ofDays(30);

  private static final Logger LOG = LoggerFactory.getLogger(TokenChainDataEraser.class);
  private static final Duration PERIOD = Duration.ofMinutes(60);

  private final TokenChainStore store;
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("delegation-purge");

  @Activate
  public TokenChainDataEraser(@Reference TokenChainStore store) {
    this.store = store;
    worker.scheduleRepeating(
        PERIOD, new ResilientScheduledTask(this::run, e -> LOG.warn("delegation.purge-failed", e)));
  }

  @Deactivate
  void close() {
    worker.close();
  }

  @Override
  public void erase(String tenantId) {
    store.erase(tenantId);
  }

  void run() {
    int removed = store.purge(Instant.now().minus(KEPT));
    if (removed > 0) {
      LOG.info("delegation.purged rows={}", removed);
    }
  }
}
