package org.lumoauth.platform.web.limit;

import java.util.Map;
import org.lumoauth.api.authn.RequestLimits;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Network;
import org.lumoauth.platform.web.settings.DoorSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts requests of clients at OAuth endpoints against {@code rateLimits}. */
@Component
public final class CallerLimits implements RequestLimits {

  private static final String TENANT_API = "/t/{tenant}/api/v1";

  /** A public client as one network uses it: anyone can name the client of another. */
  private record PublicClient(SubjectRef client, String network) {}

  private final DoorSettings settings;

  @Activate
  public CallerLimits(@Reference DoorSettings settings) {
    this.settings = settings;
  }

  @Override
  public void countClient(TenantContext tenant, SubjectRef client, Operation operation) {
    RateLimiter limiter = settings.values().limiter();
    RuleSet rules = limiter.rules(operation.method(), TENANT_API + operation.path());
    rules.caller().ifPresent(rule -> require(limiter.count(rule, tenant.id(), client)));
    rules.tenant().ifPresent(rule -> require(limiter.count(rule, tenant.id(), "")));
  }

  @Override
  public void countPublicClient(
      TenantContext tenant, SubjectRef client, Operation operation, String remoteAddress) {
    RateLimiter limiter = settings.values().limiter();
    Object caller = new PublicClient(client, Network.of(remoteAddress));
    limiter
        .rules(operation.method(), TENANT_API + operation.path())
        .caller()
        .ifPresent(rule -> require(limiter.count(rule, tenant.id(), caller)));
  }

  private static void require(RateLimiter.Verdict verdict) {
    if (!verdict.allowed()) {
      throw exceeded(verdict, "this client or its organization");
    }
  }

  /** 429 {@code rate_limit_exceeded} with the headers that the verdict gives. */
  public static Problem exceeded(RateLimiter.Verdict verdict, String whose) {
    return new Problem(
        429,
        "rate_limit_exceeded",
        "Too many requests of "
            + whose
            + ". Send further ones after the seconds in the Retry-After header.",
        Map.of(),
        RateHeaders.of(verdict));
  }
}
