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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who signed a request. An attestation is held against several rules: what the security
 * token service said of it is kept for as long as that takes, no too, so that it is asked once.
 */
@Component(service = CallerIdentities.class, configurationPid = AwsConfig.PID)
@Designate(ocd = AwsConfig.class)
public final class CallerIdentities {

  private static final Logger LOG = LoggerFactory.getLogger(CallerIdentities.class);
  private static final int MAX_KEPT = 10_000;
  private static final Duration KEPT = Duration.ofSeconds(10);

  private record Key(String tenantId, SignedRequest request) {}

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
  private final Cache<Key, Optional<Caller>> kept =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT).build();

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
   * @throws RejectedException if it is not as it has to be, or nobody says who did
   */
  Signed find(TenantContext tenant, String attestation) throws RejectedException {
    SignedRequest request = SignedRequest.read(attestation);
    String region = rules.check(request, tenant.issuer(), clock.instant());
    Caller caller =
        kept.get(new Key(tenant.id(), request), key -> asked(key.request()))
            .orElseThrow(() -> new RejectedException("nobody vouches for whoever signed"));
    return new Signed(caller, region);
  }

  private Optional<Caller> asked(SignedRequest request) {
    try {
      return Optional.of(sts.ask(request));
    } catch (RejectedException e) {
      LOG.info("aws-caller-identity.refused: reason={}", e.getMessage());
      return Optional.empty();
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
