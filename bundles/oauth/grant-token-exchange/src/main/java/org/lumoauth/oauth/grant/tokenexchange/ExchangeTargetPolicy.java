/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.oauth.ClientResourceValidator;

/**
 * Determines the targets of the new token: the audience of the presented token, or targets that an
 * administrator registered for the client.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-2.1">RFC 8693 section 2.1</a>
 */
final class ExchangeTargetPolicy {

  private static final int MAX_LENGTH = 1024;

  private ExchangeTargetPolicy() {}

  /**
   * Returns the targets; empty means the tenant's own API.
   *
   * @throws OAuthException {@code invalid_target} if a target is not permitted
   */
  static List<String> of(
      TenantContext tenant, AuthenticatedTokenRequest request, ExchangeInputToken subject) {
    List<String> asked = new ArrayList<>(request.resources());
    asked.forEach(ClientResourceValidator::requireAbsolute);
    List<String> audiences = request.request().parameters().getOrDefault("audience", List.of());
    asked.addAll(audiences);
    ClientResourceValidator.requireWithinLimit(asked);
    if (asked.isEmpty()) {
      return subject.audience();
    }
    var policy = new ClientExchangePolicy(request.client());
    for (String target : asked) {
      boolean kept =
          subject.audience().isEmpty()
              ? target.equals(tenant.issuer()) // This is also the default target.
              : subject.audience().contains(target);
      if (target.length() > MAX_LENGTH || !(kept || policy.mayReach(target))) {
        throw OAuthException.invalidTarget(
            "The requested target is not in the audience of the subject_token and not "
                + "permitted for the client."
                + " Request a target of the token or have the target added to "
                + "token_exchange_audiences.");
      }
    }
    return asked.stream().distinct().toList();
  }
}
