/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.logo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches images of other hosts in memory. A page waits briefly for an image and is then shown
 * without it. A failed download is not retried for some time.
 */
@Component(service = RemoteImageCache.class)
public final class RemoteImageCache {
  static final int MAX_BYTES = 100 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(RemoteImageCache.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration MISSED = Duration.ofMinutes(10);
  private static final long MEMORY = 16L * 1024 * 1024;
  private static final int MISSES = 10_000;
  private static final int AT_ONCE = 8;
  private static final int OK = 200;

  private record RemoteImageKey(String tenantId, URI source) {}

  private final Cache<RemoteImageKey, RasterImage> pictures =
      MeasuredCacheFactory.build(
          "oauth-grant-authorization-code.logos",
          Caffeine.newBuilder()
              .maximumWeight(MEMORY)
              .<RemoteImageKey, RasterImage>weigher((key, picture) -> picture.bytes().length)
              .expireAfterWrite(KEPT));
  private final Cache<RemoteImageKey, Boolean> missed =
      MeasuredCacheFactory.build(
          "oauth-grant-authorization-code.missing-logos",
          Caffeine.newBuilder().maximumSize(MISSES).expireAfterWrite(MISSED));
  private final Semaphore places = new Semaphore(AT_ONCE);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile OutboundHttpClient outbound;

  /** Creates the cache for the component runtime. */
  public RemoteImageCache() {}

  RemoteImageCache(OutboundHttpClient outbound) {
    this.outbound = outbound;
  }

  /** Returns the image; empty if it is unavailable, too large or not a raster image. */
  Optional<RasterImage> find(TenantContext tenant, URI source) {
    RemoteImageKey key = new RemoteImageKey(tenant.id(), source);
    RasterImage known = pictures.getIfPresent(key);
    if (known != null || missed.getIfPresent(key) != null) {
      return Optional.ofNullable(known);
    }
    OutboundHttpClient http = outbound;
    if (http == null || !places.tryAcquire()) {
      return Optional.empty();
    }
    try {
      Optional<RasterImage> fetched = fetch(http, tenant, source);
      fetched.ifPresentOrElse(
          picture -> pictures.put(key, picture), () -> missed.put(key, Boolean.TRUE));
      return fetched;
    } finally {
      places.release();
    }
  }

  private static Optional<RasterImage> fetch(
      OutboundHttpClient http, TenantContext tenant, URI source) {
    try {
      OutboundResponse answer =
          http.send(
              new OutboundRequest(
                      "client-logo",
                      "GET",
                      source,
                      Map.of("Accept", "image/png, image/jpeg, image/webp, image/gif"),
                      Optional.empty(),
                      PATIENCE,
                      MAX_BYTES)
                  .inTenant(tenant.id()));
      return answer.status() == OK ? RasterImage.of(answer.body()) : Optional.empty();
    } catch (OutboundException e) {
      LOG.info("client-logo.absent host={} reason={}", source.getHost(), e.getMessage());
      return Optional.empty();
    }
  }
}
