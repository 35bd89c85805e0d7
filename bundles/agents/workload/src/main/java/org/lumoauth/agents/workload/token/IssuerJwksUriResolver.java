/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.token;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.concurrent.FetchWaitLimiter;
import org.lumoauth.support.concurrent.SingleFlightFetcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves the URL of an issuer's keys from its metadata, fetched by one thread at a time ({@link
 * SingleFlightFetcher}). An error never replaces a cached copy; it delays the next attempt.
 */
final class IssuerJwksUriResolver {

  private static final Logger LOG = LoggerFactory.getLogger(IssuerJwksUriResolver.class);
  private static final int MAX_BYTES = 65_536;

  /** How long a copy is fresh: key URLs rarely change, keys do. */
  static final Duration FRESH = Duration.ofHours(1);

  /** How long a stale copy is used while the issuer is unreachable. */
  static final Duration STALE_WHILE_ERROR = Duration.ofHours(1);

  /** The delay before the next attempt after a failure. */
  static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private record CachedJwksUri(URI address, Instant freshUntil) {}

  private final String tenantId;
  private final String issuer;
  private final OutboundHttpClient http;
  private final InstantSource clock;
  private final SingleFlightFetcher turn;
  private volatile Optional<CachedJwksUri> copy = Optional.empty();
  private volatile boolean failed;

  IssuerJwksUriResolver(
      String tenantId,
      String issuer,
      OutboundHttpClient http,
      FetchWaitLimiter waiting,
      InstantSource clock) {
    this.tenantId = tenantId;
    this.issuer = issuer;
    this.http = http;
    this.clock = clock;
    this.turn = new SingleFlightFetcher(waiting, clock);
  }

  /**
   * Returns the URL of the keys; empty if the issuer publishes none, or must not be contacted.
   *
   * @throws ApiException 503 {@code temporarily_unavailable} if it is currently unknown, which does
   *     not mean that the presented token is invalid
   */
  Optional<URI> address() {
    boolean told = !usable(Duration.ZERO).isEmpty() || refresh();
    Optional<URI> address = usable(STALE_WHILE_ERROR);
    if (address.isEmpty() && !told) {
      throw ApiException.temporarilyUnavailable(
          "The token issuer's metadata cannot be fetched now. Try again later.", AFTER_FAILURE);
    }
    return address;
  }

  private Optional<URI> usable(Duration stale) {
    return copy.filter(known -> clock.instant().isBefore(known.freshUntil().plus(stale)))
        .map(CachedJwksUri::address);
  }

  /** Whether the current value comes from the issuer and not from a failed attempt. */
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
      failed = !e.isRefused(); // An address that must not be contacted has no keys for us; retrying
      // does not help.
    } finally {
      turn.notBefore(clock.instant().plus(AFTER_FAILURE));
    }
  }
}
