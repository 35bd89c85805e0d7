/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.support.concurrent.FetchWaitLimiter;
import org.lumoauth.support.concurrent.SingleFlightFetcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches the document of one URL, fetched by one thread at a time ({@link SingleFlightFetcher}). An
 * error is never cached: it only delays the next attempt. If the URL returns a document that is no
 * longer valid, the cached copy is discarded immediately; if the URL does not respond, the copy is
 * used for some time. A document that must not be stored is used only for the requests that waited
 * for it and for repeated lookups of one request shortly after.
 */
final class ClientMetadataCacheEntry {

  private static final Logger LOG = LoggerFactory.getLogger(ClientMetadataCacheEntry.class);

  /** The pause after a failed attempt. */
  static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  /** How long an outdated copy is used while the URL does not respond. */
  static final Duration STALE_WHILE_ERROR = Duration.ofHours(1);

  /** How long a document that must not be stored is used for the request that fetched it. */
  static final Duration MOMENT = AFTER_FAILURE;

  private record CachedClientMetadata(
      ClientMetadataDocument document, Instant freshUntil, Instant goodUntil) {}

  private final String tenantId;
  private final URI url;
  private final ClientMetadataFetcher fetch;
  private final InstantSource clock;
  private final SingleFlightFetcher turn;
  private volatile Optional<CachedClientMetadata> copy = Optional.empty();

  ClientMetadataCacheEntry(
      String tenantId,
      URI url,
      ClientMetadataFetcher fetch,
      FetchWaitLimiter waiting,
      InstantSource clock) {
    this.tenantId = tenantId;
    this.url = url;
    this.fetch = fetch;
    this.clock = clock;
    this.turn = new SingleFlightFetcher(waiting, clock);
  }

  Optional<ClientMetadataDocument> get() {
    Instant now = clock.instant();
    if (copy.filter(kept -> now.isBefore(kept.freshUntil())).isEmpty()) {
      turn.fetchOnce(good(now).isPresent(), this::attempt);
    }
    return good(now).map(CachedClientMetadata::document);
  }

  private Optional<CachedClientMetadata> good(Instant now) {
    return copy.filter(kept -> now.isBefore(kept.goodUntil()));
  }

  private void attempt() {
    Instant now = clock.instant();
    try {
      ClientMetadataFetcher.FetchedClientMetadata fetched = fetch.fetch(tenantId, url);
      copy = Optional.of(copy(fetched, now));
    } catch (InvalidClientMetadataException e) {
      copy = Optional.empty();
      LOG.info("client-id-metadata.unusable: url={} reason={}", url, e.getMessage());
    } catch (OutboundException e) {
      LOG.info("client-id-metadata.failed: url={} reason={}", url, e.getMessage());
    } finally {
      turn.notBefore(now.plus(AFTER_FAILURE));
    }
  }

  private CachedClientMetadata copy(
      ClientMetadataFetcher.FetchedClientMetadata fetched, Instant asked) {
    if (fetched.fresh().isZero()) {
      Instant over =
          clock
              .instant()
              .plus(MOMENT); // Counted from the response, because the request may take longer.
      return new CachedClientMetadata(fetched.document(), over, over);
    }
    Instant fresh = asked.plus(fetched.fresh());
    return new CachedClientMetadata(fetched.document(), fresh, fresh.plus(STALE_WHILE_ERROR));
  }
}
