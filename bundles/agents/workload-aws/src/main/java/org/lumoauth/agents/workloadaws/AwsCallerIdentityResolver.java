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
import org.lumoauth.platform.cache.MeasuredCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who signed a request. An attestation is held against several rules: what the security
 * token service said of it is kept for as long as that takes, no too, and that it said nothing, so
 * that it is asked once.
 */
@Component(service = AwsCallerIdentityResolver.class, configurationPid = AwsConfig.PID)
@Designate(ocd = AwsConfig.class)
public final class AwsCallerIdentityResolver {

  private static final Logger LOG = LoggerFactory.getLogger(AwsCallerIdentityResolver.class);
  private static final int MAX_KEPT = 10_000;
  private static final Duration KEPT = AwsStsClient.AFTER_FAILURE;

  private record CallerIdentityCacheKey(String tenantId, AwsSignedRequest request) {}

  /** What the service said: who it is, or nobody; or nothing, and then it is to be asked again. */
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
   * Who signed what.
   *
   * @param caller who
   * @param region the region that it was signed for
   */
  record SignedCallerIdentity(AwsCallerIdentity caller, String region) {}

  private final StsRequestValidator rules;
  private final AwsStsClient sts;
  private final InstantSource clock;
  private final Cache<CallerIdentityCacheKey, CachedStsResponse> kept =
      MeasuredCache.build(
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
   * Who signed a request.
   *
   * @throws AwsAttestationRejectedException if it is not as it has to be, or nobody did
   * @throws ApiException 503 {@code temporarily_unavailable} if nobody says now who did
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
                () -> new AwsAttestationRejectedException("nobody vouches for whoever signed"));
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

  /** A file's list is one text with commas. */
  static Set<URI> endpoints(String... configured) {
    return Arrays.stream(String.join(",", configured).split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> URI.create(text.replaceFirst("/$", "")))
        .collect(Collectors.toUnmodifiableSet());
  }
}
