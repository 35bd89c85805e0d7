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
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
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
@Component(service = CallerIdentities.class, configurationPid = AwsConfig.PID)
@Designate(ocd = AwsConfig.class)
public final class CallerIdentities {

  private static final Logger LOG = LoggerFactory.getLogger(CallerIdentities.class);
  private static final int MAX_KEPT = 10_000;
  private static final Duration KEPT = SecurityTokenService.AFTER_FAILURE;

  private record Key(String tenantId, SignedRequest request) {}

  /** What the service said: who it is, or nobody; or nothing, and then it is to be asked again. */
  private record Said(Optional<Caller> caller, Optional<Problem> unknown) {
    Optional<Caller> callerOrUnknown() {
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
  record Signed(Caller caller, String region) {}

  private final RequestRules rules;
  private final SecurityTokenService sts;
  private final InstantSource clock;
  private final Cache<Key, Said> kept =
      MeasuredCache.build(
          "agents-workload-aws.identities",
          Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT));

  @Activate
  public CallerIdentities(@Reference OutboundHttp http, AwsConfig config) {
    this(http, endpoints(config.stsEndpoints()), InstantSource.system());
  }

  CallerIdentities(OutboundHttp http, Set<URI> endpoints, InstantSource clock) {
    this.rules = new RequestRules(endpoints);
    this.sts = new SecurityTokenService(http);
    this.clock = clock;
  }

  /**
   * Who signed a request.
   *
   * @throws RejectedException if it is not as it has to be, or nobody did
   * @throws Problem 503 {@code temporarily_unavailable} if nobody says now who did
   */
  Signed find(TenantContext tenant, String attestation) throws RejectedException {
    SignedRequest request = SignedRequest.read(attestation);
    String region = rules.check(request, tenant.issuer(), clock.instant());
    Caller caller =
        kept.get(new Key(tenant.id(), request), key -> asked(tenant, key.request()))
            .callerOrUnknown()
            .orElseThrow(() -> new RejectedException("nobody vouches for whoever signed"));
    return new Signed(caller, region);
  }

  private Said asked(TenantContext tenant, SignedRequest request) {
    try {
      return new Said(Optional.of(sts.ask(tenant, request)), Optional.empty());
    } catch (RejectedException e) {
      LOG.info("aws-caller-identity.refused: reason={}", e.getMessage());
      return new Said(Optional.empty(), Optional.empty());
    } catch (Problem e) {
      LOG.info("aws-caller-identity.unknown: reason={}", e.getMessage());
      return new Said(Optional.empty(), Optional.of(e));
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
