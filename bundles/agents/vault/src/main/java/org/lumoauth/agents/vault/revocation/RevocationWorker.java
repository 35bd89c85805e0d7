package org.lumoauth.agents.vault.revocation;

import java.time.Duration;
import java.time.InstantSource;
import org.lumoauth.agents.vault.provider.RevocationRequests;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.module.BackgroundWork;
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
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Turn turn;
  private final BackgroundWork worker = new BackgroundWork("lumoauth-vault-revocations");

  @Activate
  public RevocationWorker(
      @Reference RevocationStore store,
      @Reference RevocationRequests requests,
      @Reference AuditLog audit) {
    var round = new RevocationRound(store, requests, audit, InstantSource.system());
    this.turn = new Turn(round::run, e -> LOG.warn("vault.revocations-not-read", e));
    worker.every(PAUSE, turn);
  }

  @Deactivate
  void close() {
    worker.close();
  }

  @Override
  public void wake() {
    worker.soon(turn);
  }
}
