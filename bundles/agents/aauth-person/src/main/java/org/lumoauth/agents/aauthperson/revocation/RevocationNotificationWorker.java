/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.revocation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.agents.aauthperson.signature.SignedHttpClient;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.lumoauth.support.concurrent.BoundedExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends due notifications in the background. Unfinished notifications remain in the store. */
@Component(
    service = {RevocationNotificationWorker.class, RevocationWorkerWakeup.class},
    immediate = true)
public final class RevocationNotificationWorker
    implements RevocationWorkerWakeup, ImmediateRevocationNotifier {

  private static final Logger LOG = LoggerFactory.getLogger(RevocationNotificationWorker.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int BATCH = 64;
  private static final int AT_ONCE = 8;
  private static final Duration SKEW = Duration.ofMinutes(2);

  private final RevocationNotificationSender telling;
  private final RevocationNotificationStore deliveries;
  private final IssuedTokenRecordStore issued;
  private final ResilientScheduledTask turn =
      new ResilientScheduledTask(this::work, RevocationNotificationWorker::failed);
  private final BackgroundTaskRunner clock = new BackgroundTaskRunner("lumoauth-aauth-revocation");
  private final BoundedExecutor senders = new BoundedExecutor("lumoauth-aauth-revocation", AT_ONCE);

  @Activate
  public RevocationNotificationWorker(
      @Reference TenantRegistry tenants,
      @Reference AAuthServerMetadataClient documents,
      @Reference SignedHttpClient calls,
      @Reference AuditLog audit,
      @Reference InstantSource instants,
      @Reference RevocationNotificationStore deliveries,
      @Reference IssuedTokenRecordStore issued) {
    this.telling =
        new RevocationNotificationSender(deliveries, tenants, documents, calls, audit, instants);
    this.deliveries = deliveries;
    this.issued = issued;
    clock.scheduleRepeating(PAUSE, turn);
    clock.scheduleRepeating(
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        new ResilientScheduledTask(this::purge, e -> LOG.warn("aauth.revocation-purge-failed", e)));
  }

  @Deactivate
  void stop() {
    clock.close();
    senders.close();
  }

  @Override
  public void wake() {
    clock.submit(turn);
  }

  @Override
  public void notifyNow(List<RevocationNotification> open, Duration most) {
    senders.runAllWithin(
        most, attempts(open), RevocationNotificationWorker::failed); // due notifications remain due
  }

  private void work() {
    senders.runAll(attempts(telling.findDue(BATCH)), RevocationNotificationWorker::failed);
  }

  private List<Runnable> attempts(List<RevocationNotification> deliveries) {
    return deliveries.stream().<Runnable>map(each -> () -> telling.attempt(each)).toList();
  }

  private static void failed(Throwable e) { // due notifications remain due
    LOG.warn("aauth.revocation-work-failed: retrying in {} seconds", PAUSE.toSeconds(), e);
  }

  private void purge() {
    Instant before = Instant.now().minus(SKEW);
    deliveries.purge(before);
    issued.purge(before);
  }
}
