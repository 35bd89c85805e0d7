package org.lumoauth.oauth.clientkeys;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.outbound.FetchGate;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.outbound.SingleFlightFetcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys behind one address, fetched by one thread at a time ({@link SingleFlightFetcher}). An error
 * is never kept in place of a copy, it only makes the next attempt wait.
 */
final class RemoteKeySet {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteKeySet.class);
  private static final int MAX_BYTES = 65_536;

  /**
   * How long after an attempt that an unknown key id made it makes us ask again. After any other
   * one it may at once: the client may have changed its keys since, and uses the new one.
   */
  static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(30);

  /** How long after a failure with nothing to go on with. */
  static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  /** How long a copy that is no longer fresh is used while the address does not answer. */
  static final Duration STALE_WHILE_ERROR = Duration.ofHours(1);

  /** What an address takes in memory before anything was fetched, and each byte of its answer. */
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

  RemoteKeySet(
      String tenantId, URI uri, OutboundHttpClient http, FetchGate waiting, InstantSource clock) {
    this.tenantId = tenantId;
    this.uri = uri;
    this.http = http;
    this.clock = clock;
    this.turn = new SingleFlightFetcher(waiting, clock);
  }

  /** What this takes in memory, about, in bytes. */
  int weight() {
    return BARE + PER_BYTE * copy.map(CachedKeySet::bytes).orElse(0);
  }

  /** The keys, perhaps none; empty if it is not known now which there are. */
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

  /** Whether what is known now is what the address says, and not what is left of a failure. */
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
                    keys.get(), response.body().length, now.plus(KeySetFreshness.of(response))));
        failed = false;
        turn.notBefore(clock.instant().plus(pause));
        return;
      }
      LOG.info("client-jwks.unusable: uri={} status={}", uri, response.status());
      failed = true;
    } catch (OutboundException e) {
      LOG.info("client-jwks.failed: uri={} reason={}", uri, e.getMessage());
      failed = !e.isRefused(); // what may not be asked has no keys for us, however often we try
    }
    turn.notBefore(clock.instant().plus(AFTER_FAILURE));
  }
}
