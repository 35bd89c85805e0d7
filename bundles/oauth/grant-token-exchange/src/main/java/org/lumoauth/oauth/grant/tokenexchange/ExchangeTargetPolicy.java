package org.lumoauth.oauth.grant.tokenexchange;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.oauth.ClientResourceRules;
import org.lumoauth.api.oauth.GrantRequest;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;

/**
 * What the new token is for: what the presented one is for, or what an administrator registered
 * that the client may reach by exchange.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-2.1">RFC 8693 section 2.1</a>
 */
final class ExchangeTargetPolicy {

  private static final int MAX_LENGTH = 1024;

  private ExchangeTargetPolicy() {}

  /**
   * The targets; empty means the tenant's own API.
   *
   * @throws OAuthException {@code invalid_target}
   */
  static List<String> of(TenantContext tenant, GrantRequest request, ExchangeInputToken subject) {
    List<String> asked = new ArrayList<>(request.resources());
    asked.forEach(ClientResourceRules::requireAbsolute);
    List<String> audiences = request.request().parameters().getOrDefault("audience", List.of());
    asked.addAll(audiences);
    ClientResourceRules.requireWithinLimit(asked);
    if (asked.isEmpty()) {
      return subject.audience();
    }
    var policy = new ClientExchangePolicy(request.client());
    for (String target : asked) {
      boolean kept =
          subject.audience().isEmpty()
              ? target.equals(tenant.issuer()) // which is what it gets for nothing
              : subject.audience().contains(target);
      if (target.length() > MAX_LENGTH || !(kept || policy.mayReach(target))) {
        throw OAuthException.invalidTarget(
            "The subject_token is not for that, and the client may not reach it by exchange:"
                + " name a target of the token, or have it added to token_exchange_audiences.");
      }
    }
    return asked.stream().distinct().toList();
  }
}
