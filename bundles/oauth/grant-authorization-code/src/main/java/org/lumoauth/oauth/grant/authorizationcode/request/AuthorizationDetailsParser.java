/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.oauth.JsonParameterParser;
import org.lumoauth.support.oauth.AuthorizationDetailsTypeRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Parses {@code authorization_details} with the types that the tenant supports (RFC 9396). */
@Component(service = AuthorizationDetailsParser.class)
public final class AuthorizationDetailsParser {

  private final AuthorizationDetailsTypeRegistry types;

  @Activate
  public AuthorizationDetailsParser(@Reference ProviderRegistry registry) {
    this.types = new AuthorizationDetailsTypeRegistry(registry);
  }

  @Deactivate
  void close() {
    types.close();
  }

  /** Returns the types that the tenant supports. */
  public Set<String> types(TenantContext tenant) {
    return types.names(tenant);
  }

  /**
   * Returns the requested details in the form in which they are granted.
   *
   * @throws OAuthException {@code invalid_authorization_details} (section 5)
   */
  List<Map<String, Object>> of(TenantContext tenant, Client client, Optional<String> parameter) {
    if (parameter.isEmpty()) {
      return List.of();
    }
    List<Map<String, Object>> asked =
        JsonParameterParser.parseObjects(parameter.get())
            .orElseThrow(AuthorizationDetailsTypeRegistry::malformedError);
    return types.check(tenant, client, asked);
  }

  /** Describes what an element permits, one line per item. */
  public List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale) {
    return types.describe(tenant, detail, locale);
  }
}
