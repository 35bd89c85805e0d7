/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadaws;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves the identity that signed a request. One attestation is checked against several rules, so
 * the result of STS is cached for that time, including a rejection or a failure, and STS is called
 * only once.
 */
@Component(service = AwsCallerIdentityResolver.class, configurationPid = AwsConfig.PID)
@Designate(ocd = AwsConfig.class)
public final class AwsCallerIdentityResolver {

  private static final Logger LOG = LoggerFactory.getLogger(AwsCallerIdentityResolver.class);
  private static final int MAX_KEPT = 10_000;
  private static final Duration KEPT = AwsStsClient.AFTER_FAILURE;

  private record CallerIdentityCacheKey(String tenantId, AwsSignedRequest request) {}

  /**
   * The cached result of STS: the identity, or no identity; or a failure, after which STS is called
   * again.
   */
  private record CachedStsResponse(
      Optional<AwsCallerIdentity> caller, Optional<ApiException> unknown) {
    Optional<AwsCallerIdentity> callerOrUnknown() {
      unknown.ifPresent(
          problem -> {
            throw problem;
          });
      return caller;
    }
  }

  /**
   * The signing identity and the region.
   *
   * @param caller the identity
   * @param region the region that the request was signed for
   */
  record SignedCallerIdentity(AwsCallerIdentity caller, String region) {}

  private final StsRequestValidator rules;
  private final AwsStsClient sts;
  private final InstantSource clock;
  private final Cache<CallerIdentityCacheKey, CachedStsResponse> kept =
      MeasuredCacheFactory.build(
          "agents-workload-aws.identities",
          Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT));

  @Activate
  public AwsCallerIdentityResolver(@Reference OutboundHttpClient http, AwsConfig config) {
    this(http, endpoints(config.stsEndpoints()), InstantSource.system());
  }

  AwsCallerIdentityResolver(OutboundHttpClient http, Set<URI> endpoints, InstantSource clock) {
    this.rules = new StsRequestValidator(endpoints);
    this.sts = new AwsStsClient(http);
    this.clock = clock;
  }

  /**
   * Returns the identity that signed a request.
   *
   * @throws AwsAttestationRejectedException if the request is invalid, or STS does not accept it
   * @throws ApiException 503 {@code temporarily_unavailable} if STS cannot be reached now
   */
  SignedCallerIdentity find(TenantContext tenant, String attestation)
      throws AwsAttestationRejectedException {
    AwsSignedRequest request = AwsSignedRequest.read(attestation);
    String region = rules.check(request, tenant.issuer(), clock.instant());
    AwsCallerIdentity caller =
        kept.get(
                new CallerIdentityCacheKey(tenant.id(), request),
                key -> asked(tenant, key.request()))
            .callerOrUnknown()
            .orElseThrow(
                () -> new AwsAttestationRejectedException("STS did not confirm the signer"));
    return new SignedCallerIdentity(caller, region);
  }

  private CachedStsResponse asked(TenantContext tenant, AwsSignedRequest request) {
    try {
      return new CachedStsResponse(
          Optional.of(sts.getCallerIdentity(tenant, request)), Optional.empty());
    } catch (AwsAttestationRejectedException e) {
      LOG.info("aws-caller-identity.refused: reason={}", e.getMessage());
      return new CachedStsResponse(Optional.empty(), Optional.empty());
    } catch (ApiException e) {
      LOG.info("aws-caller-identity.unknown: reason={}", e.getMessage());
      return new CachedStsResponse(Optional.empty(), Optional.of(e));
    }
  }

  /** A list in a configuration file is one comma-separated string. */
  static Set<URI> endpoints(String... configured) {
    return Arrays.stream(String.join(",", configured).split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> URI.create(text.replaceFirst("/$", "")))
        .collect(Collectors.toUnmodifiableSet());
  }
}
