/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import java.util.Map;
import org.lumoauth.api.authn.ClientRequestLimiter;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.address.ClientNetworkKey;
import org.lumoauth.platform.web.settings.HttpServerSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts requests of clients at OAuth endpoints against {@code rateLimits}. */
@Component
public final class InMemoryClientRequestLimiter implements ClientRequestLimiter {

  private static final String TENANT_API = "/t/{tenant}/api/v1";

  /** A public client as used from one network, because anyone can send another client's id. */
  private record PublicClientKey(SubjectRef client, String network) {}

  private final HttpServerSettings settings;

  @Activate
  public InMemoryClientRequestLimiter(@Reference HttpServerSettings settings) {
    this.settings = settings;
  }

  @Override
  public void countClient(TenantContext tenant, SubjectRef client, LimitedOperation operation) {
    RateLimiter limiter = settings.values().limiter();
    RateLimitRuleSet rules = limiter.rules(operation.method(), TENANT_API + operation.path());
    rules.caller().ifPresent(rule -> require(limiter.count(rule, tenant.id(), client)));
    rules.tenant().ifPresent(rule -> require(limiter.count(rule, tenant.id(), "")));
  }

  @Override
  public void countPublicClient(
      TenantContext tenant, SubjectRef client, LimitedOperation operation, String remoteAddress) {
    RateLimiter limiter = settings.values().limiter();
    Object caller = new PublicClientKey(client, ClientNetworkKey.of(remoteAddress));
    limiter
        .rules(operation.method(), TENANT_API + operation.path())
        .caller()
        .ifPresent(rule -> require(limiter.count(rule, tenant.id(), caller)));
  }

  private static void require(RateLimiter.RateLimitVerdict verdict) {
    if (!verdict.allowed()) {
      throw limitExceeded(verdict, "this client or its tenant");
    }
  }

  /** Creates the 429 {@code rate_limit_exceeded} error with the headers of the verdict. */
  public static ApiException limitExceeded(RateLimiter.RateLimitVerdict verdict, String whose) {
    return new ApiException(
        429,
        "rate_limit_exceeded",
        "Too many requests from "
            + whose
            + ". Retry after the number of seconds in the Retry-After header.",
        Map.of(),
        RateLimitHeaders.of(verdict));
  }
}
