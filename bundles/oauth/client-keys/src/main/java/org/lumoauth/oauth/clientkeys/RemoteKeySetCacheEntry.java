/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientkeys;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.support.concurrent.FetchWaitLimiter;
import org.lumoauth.support.concurrent.SingleFlightFetcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches the keys of one URL, fetched by one thread at a time ({@link SingleFlightFetcher}). An
 * error never replaces a cached copy; it only delays the next attempt.
 */
final class RemoteKeySetCacheEntry {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteKeySetCacheEntry.class);
  private static final int MAX_BYTES = 65_536;

  /**
   * The minimum pause between two requests caused by unknown key IDs. After other requests, an
   * unknown key ID causes a request immediately, because the client may have rotated its keys
   * since.
   */
  static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(30);

  /** The pause after a failure if no copy is cached. */
  static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  /** How long an outdated copy is used while the URL does not respond. */
  static final Duration STALE_WHILE_ERROR = Duration.ofHours(1);

  /**
   * The approximate memory of a URL without a cached response in bytes; each byte of the response
   * is added.
   */
  private static final int BARE = 1_024;

  private static final int PER_BYTE = 2;

  private record CachedKeySet(List<Map<String, Object>> keys, int bytes, Instant freshUntil) {}

  private final String tenantId;
  private final URI uri;
  private final OutboundHttpClient http;
  private final InstantSource clock;
  private final SingleFlightFetcher turn;
  private volatile Optional<CachedKeySet> copy = Optional.empty();
  private volatile boolean failed;

  RemoteKeySetCacheEntry(
      String tenantId,
      URI uri,
      OutboundHttpClient http,
      FetchWaitLimiter waiting,
      InstantSource clock) {
    this.tenantId = tenantId;
    this.uri = uri;
    this.http = http;
    this.clock = clock;
    this.turn = new SingleFlightFetcher(waiting, clock);
  }

  /** Returns the approximate memory usage in bytes. */
  int weight() {
    return BARE + PER_BYTE * copy.map(CachedKeySet::bytes).orElse(0);
  }

  /** Returns the keys, which may be none; empty if the keys are currently unknown. */
  Optional<List<Map<String, Object>>> find(Optional<String> kid) {
    List<Map<String, Object>> known = usable(kid);
    if (!known.isEmpty() && fresh()) {
      return Optional.of(known);
    }
    boolean told = refresh(fresh() ? BETWEEN_ATTEMPTS : Duration.ZERO);
    known = usable(kid);
    return told || !known.isEmpty() ? Optional.of(known) : Optional.empty();
  }

  private List<Map<String, Object>> usable(Optional<String> kid) {
    return copy.filter(c -> clock.instant().isBefore(c.freshUntil().plus(STALE_WHILE_ERROR)))
        .map(c -> JwkSetParser.filterByKeyId(c.keys(), kid))
        .orElse(List.of());
  }

  private boolean fresh() {
    return copy.map(c -> clock.instant().isBefore(c.freshUntil())).orElse(false);
  }

  /** Returns whether the current keys come from the URL rather than from a failure. */
  private boolean refresh(Duration pause) {
    return turn.fetchOnce(copy.isPresent(), () -> fetch(pause)) && !failed;
  }

  private void fetch(Duration pause) {
    Instant now = clock.instant();
    try {
      OutboundResponse response =
          http.send(OutboundRequest.json("client-jwks", uri, MAX_BYTES).inTenant(tenantId));
      var keys =
          response.status() == 200
              ? JwkSetParser.parse(response.body())
              : Optional.<List<Map<String, Object>>>empty();
      if (keys.isPresent()) {
        copy =
            Optional.of(
                new CachedKeySet(
                    keys.get(),
                    response.body().length,
                    now.plus(KeySetFreshnessPolicy.of(response))));
        failed = false;
        turn.notBefore(clock.instant().plus(pause));
        return;
      }
      LOG.info("client-jwks.unusable: uri={} status={}", uri, response.status());
      failed = true;
    } catch (OutboundException e) {
      LOG.info("client-jwks.failed: uri={} reason={}", uri, e.getMessage());
      failed =
          !e.isRefused(); // A URL that must not be requested never provides keys, so retries are
      // pointless.
    }
    turn.notBefore(clock.instant().plus(AFTER_FAILURE));
  }
}
