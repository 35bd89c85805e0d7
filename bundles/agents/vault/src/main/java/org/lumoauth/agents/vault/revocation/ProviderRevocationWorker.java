/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.revocation;

import java.time.Duration;
import java.time.InstantSource;
import org.lumoauth.agents.vault.provider.ProviderRevocationClient;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes revocations in one background thread. */
@Component(service = ProviderRevocationTrigger.class, immediate = true)
public final class ProviderRevocationWorker implements ProviderRevocationTrigger {

  private static final Logger LOG = LoggerFactory.getLogger(ProviderRevocationWorker.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final ResilientScheduledTask turn;
  private final BackgroundTaskRunner worker =
      new BackgroundTaskRunner("lumoauth-vault-revocations");

  @Activate
  public ProviderRevocationWorker(
      @Reference ProviderRevocationStore store,
      @Reference OutboundHttpClient http,
      @Reference AuditLog audit,
      @Reference InstantSource clock) {
    var round =
        new DueProviderRevocationSender(store, new ProviderRevocationClient(http), audit, clock);
    this.turn =
        new ResilientScheduledTask(round::run, e -> LOG.warn("vault.revocations-not-read", e));
    worker.scheduleRepeating(PAUSE, turn);
  }

  @Deactivate
  void close() {
    worker.close();
  }

  @Override
  public void wake() {
    worker.submit(turn);
  }
}
