package org.lumoauth.agents.workload.token;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.outbound.FetchGate;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.outbound.SingleFlightFetcher;
import org.lumoauth.api.web.ApiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the keys of one issuer are, as its metadata says, fetched by one thread at a time ({@link
 * SingleFlightFetcher}). An error is never kept in place of a copy: it makes the next attempt wait.
 */
final class DiscoveredJwksUri {

  private static final Logger LOG = LoggerFactory.getLogger(DiscoveredJwksUri.class);
  private static final int MAX_BYTES = 65_536;

  /** How long a copy is fresh: addresses of keys change hardly ever, keys do. */
  static final Duration FRESH = Duration.ofHours(1);

  /** How long a copy that is no longer fresh is used while the issuer does not answer. */
  static final Duration STALE_WHILE_ERROR = Duration.ofHours(1);

  /** How long after a failure the issuer is asked again. */
  static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private record CachedJwksUri(URI address, Instant freshUntil) {}

  private final String tenantId;
  private final String issuer;
  private final OutboundHttpClient http;
  private final InstantSource clock;
  private final SingleFlightFetcher turn;
  private volatile Optional<CachedJwksUri> copy = Optional.empty();
  private volatile boolean failed;

  DiscoveredJwksUri(
      String tenantId,
      String issuer,
      OutboundHttpClient http,
      FetchGate waiting,
      InstantSource clock) {
    this.tenantId = tenantId;
    this.issuer = issuer;
    this.http = http;
    this.clock = clock;
    this.turn = new SingleFlightFetcher(waiting, clock);
  }

  /**
   * The keys' address; empty if the issuer has none of its own, or may not be asked.
   *
   * @throws ApiException 503 {@code temporarily_unavailable} if it is not known now: that says
   *     nothing against whoever shows a token of the issuer's
   */
  Optional<URI> address() {
    boolean told = !usable(Duration.ZERO).isEmpty() || refresh();
    Optional<URI> address = usable(STALE_WHILE_ERROR);
    if (address.isEmpty() && !told) {
      throw ApiException.temporarilyUnavailable(
          "The metadata of the token's issuer can't be fetched now; try again shortly.",
          AFTER_FAILURE);
    }
    return address;
  }

  private Optional<URI> usable(Duration stale) {
    return copy.filter(known -> clock.instant().isBefore(known.freshUntil().plus(stale)))
        .map(CachedJwksUri::address);
  }

  /** Whether what is known now is what the issuer says, and not what is left of a failure. */
  private boolean refresh() {
    return turn.fetchOnce(copy.isPresent(), this::fetch) && !failed;
  }

  private void fetch() {
    Instant now = clock.instant();
    URI metadata = WorkloadIssuerMetadata.address(issuer);
    try {
      OutboundResponse answer =
          http.send(
              OutboundRequest.json("workload-issuer", metadata, MAX_BYTES).inTenant(tenantId));
      Optional<WorkloadIssuerMetadata> read =
          answer.status() == 200 ? WorkloadIssuerMetadata.read(answer.body()) : Optional.empty();
      failed = read.isEmpty();
      Optional<URI> found = read.flatMap(of -> of.keys(issuer));
      if (found.isPresent()) {
        copy = Optional.of(new CachedJwksUri(found.get(), now.plus(FRESH)));
        return;
      }
      LOG.info("workload-issuer.unusable: issuer={} status={}", issuer, answer.status());
    } catch (OutboundException e) {
      LOG.info("workload-issuer.failed: issuer={} reason={}", issuer, e.getMessage());
      failed = !e.isRefused(); // what may not be asked has no keys for us, however often we try
    } finally {
      turn.notBefore(clock.instant().plus(AFTER_FAILURE));
    }
  }
}
