package org.lumoauth.agents.vault.revocation;

import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lumoauth.agents.vault.provider.RevocationRequests;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.module.Turn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells providers beside the requests, from one thread. */
@Component(service = Aside.class, immediate = true)
public final class RevocationWorker implements Aside {

  private static final Logger LOG = LoggerFactory.getLogger(RevocationWorker.class);
  private static final long PAUSE_SECONDS = 10;

  private final Turn turn;
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread thread = new Thread(work, "lumoauth-vault-revocations");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public RevocationWorker(
      @Reference RevocationStore store,
      @Reference RevocationRequests requests,
      @Reference AuditLog audit) {
    var round = new RevocationRound(store, requests, audit, InstantSource.system());
    this.turn = new Turn(round::run, e -> LOG.warn("vault.revocations-not-read", e));
    worker.scheduleWithFixedDelay(turn, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  @Deactivate
  void close() {
    worker.shutdown();
  }

  @Override
  public void wake() {
    try {
      worker.execute(turn);
    } catch (RejectedExecutionException e) {
      LOG.debug("vault.stopped");
    }
  }
}
