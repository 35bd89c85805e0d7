/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.agent.WorkloadTokenVerifier;
import org.lumoauth.api.key.RemoteKeySetClient;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.support.concurrent.FetchWaitLimiter;
import org.lumoauth.support.encoding.WebUrlParser;

/**
 * Resolves the keys of issuers, separately for each tenant: from the rule itself, from the URL in
 * the rule, or from the URL in the issuer's metadata. Key references in a token are ignored.
 */
final class WorkloadIssuerKeyResolver {

  private static final int MAX_ISSUERS = 10_000;

  private record WorkloadIssuerCacheKey(String tenantId, String issuer) {}

  private final RemoteKeySetClient sets;
  private final OutboundHttpClient http;
  private final InstantSource clock;
  private final FetchWaitLimiter waiting = new FetchWaitLimiter();
  private final Cache<WorkloadIssuerCacheKey, IssuerJwksUriResolver> issuers =
      MeasuredCacheFactory.build(
          "agents-workload.issuer-keys",
          Caffeine.newBuilder().maximumSize(MAX_ISSUERS).expireAfterAccess(Duration.ofDays(1)));

  WorkloadIssuerKeyResolver(RemoteKeySetClient sets, OutboundHttpClient http, InstantSource clock) {
    this.sets = sets;
    this.http = http;
    this.clock = clock;
  }

  /**
   * Returns the keys with this id, or all keys.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code temporarily_unavailable} if they cannot be
   *     fetched now
   */
  List<Map<String, Object>> find(
      TenantContext tenant, Map<String, Object> trust, Optional<String> kid) {
    if (trust.get(WorkloadTokenVerifier.JWKS) instanceof Map<?, ?> set) {
      return byValue(set);
    }
    return address(tenant, trust).map(uri -> sets.find(tenant, uri, kid)).orElse(List.of());
  }

  private Optional<URI> address(TenantContext tenant, Map<String, Object> trust) {
    if (trust.get(WorkloadTokenVerifier.JWKS_URI) instanceof String address) {
      return WebUrlParser.parse(address);
    }
    String issuer = (String) trust.get(WorkloadTokenVerifier.ISSUER);
    return issuers
        .get(
            new WorkloadIssuerCacheKey(tenant.id(), issuer),
            key -> new IssuerJwksUriResolver(key.tenantId(), key.issuer(), http, waiting, clock))
        .address();
  }

  private static List<Map<String, Object>> byValue(Map<?, ?> set) {
    List<Map<String, Object>> keys = new ArrayList<>();
    if (set.get("keys") instanceof List<?> list) {
      for (Object key : list) {
        @SuppressWarnings("unchecked") // validated before it was stored
        Map<String, Object> jwk = (Map<String, Object>) key;
        keys.add(jwk);
      }
    }
    return keys;
  }
}
