package org.lumoauth.agents.workload.token;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.outbound.WaitingRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the keys of one issuer are, as its metadata says. One thread fetches at a time; while there
 * is a copy that may be used, the others go on with that, and without one a few wait a while and
 * the rest do without. An error is never kept in place of a copy: it makes the next attempt wait.
 */
final class DiscoveredKeys {

  private static final Logger LOG = LoggerFactory.getLogger(DiscoveredKeys.class);
  private static final int MAX_BYTES = 65_536;

  /** How long a copy is fresh: addresses of keys change hardly ever, keys do. */
  static final Duration FRESH = Duration.ofHours(1);

  /** How long a copy that is no longer fresh is used while the issuer does not answer. */
  static final Duration STALE_WHILE_ERROR = Duration.ofHours(1);

  /** How long after a failure the issuer is asked again. */
  static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private record Copy(URI address, Instant freshUntil) {}

  private final String issuer;
  private final OutboundHttp http;
  private final InstantSource clock;
  private final WaitingRoom waiting;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Optional<Copy> copy = Optional.empty();
  private volatile Instant nextAttempt = Instant.MIN;

  DiscoveredKeys(String issuer, OutboundHttp http, WaitingRoom waiting, InstantSource clock) {
    this.issuer = issuer;
    this.http = http;
    this.waiting = waiting;
    this.clock = clock;
  }

  /** The keys' address; empty if it can't be known now. */
  Optional<URI> address() {
    if (usable(Duration.ZERO).isEmpty()) {
      refresh();
    }
    return usable(STALE_WHILE_ERROR);
  }

  private Optional<URI> usable(Duration stale) {
    return copy.filter(known -> clock.instant().isBefore(known.freshUntil().plus(stale)))
        .map(Copy::address);
  }

  private void refresh() {
    Instant asked = nextAttempt;
    if (clock.instant().isBefore(asked)) {
      return;
    }
    boolean mine = copy.isPresent() ? fetching.tryLock() : waiting.lock(fetching);
    if (!mine) {
      return;
    }
    try {
      if (nextAttempt.equals(asked)) { // else somebody fetched while we waited
        fetch();
      }
    } finally {
      fetching.unlock();
    }
  }

  private void fetch() {
    Instant now = clock.instant();
    URI metadata = IssuerMetadata.address(issuer);
    try {
      OutboundResponse answer =
          http.send(OutboundRequest.json("workload-issuer", metadata, MAX_BYTES));
      Optional<URI> found =
          answer.status() == 200 ? IssuerMetadata.jwksUri(issuer, answer.body()) : Optional.empty();
      if (found.isPresent()) {
        copy = Optional.of(new Copy(found.get(), now.plus(FRESH)));
        return;
      }
      LOG.info("workload-issuer.unusable: issuer={} status={}", issuer, answer.status());
    } catch (OutboundException e) {
      LOG.info("workload-issuer.failed: issuer={} reason={}", issuer, e.getMessage());
    } finally {
      // Not before: who comes meanwhile waits for the answer, and the way to it may be long.
      nextAttempt = clock.instant().plus(AFTER_FAILURE);
    }
  }
}
