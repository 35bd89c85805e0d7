/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.request;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

/** Validates {@code authorization_details} of the tenant's types (RFC 9396). */
@Component(service = BackchannelAuthorizationDetailsValidator.class)
public final class BackchannelAuthorizationDetailsValidator {

  private static final int MAX_BYTES = 4_096;

  private final AuthorizationDetailsTypeRegistry types;

  @Activate
  public BackchannelAuthorizationDetailsValidator(@Reference ProviderRegistry registry) {
    this.types = new AuthorizationDetailsTypeRegistry(registry);
  }

  @Deactivate
  void close() {
    types.close();
  }

  /**
   * Returns the requested details in the form to be granted.
   *
   * @throws OAuthException {@code invalid_authorization_details} (section 5)
   */
  List<Map<String, Object>> of(TenantContext tenant, Client client, Optional<String> parameter) {
    if (parameter.isEmpty()) {
      return List.of();
    }
    if (parameter.get().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new OAuthException(
          400,
          "invalid_authorization_details",
          "authorization_details must not exceed "
              + MAX_BYTES
              + " bytes, the limit of an access token.");
    }
    List<Map<String, Object>> asked =
        JsonParameterParser.parseObjects(parameter.get())
            .orElseThrow(AuthorizationDetailsTypeRegistry::malformedError);
    return types.check(tenant, client, asked);
  }

  /** Describes the permissions of an element, one line each. */
  public List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale) {
    return types.describe(tenant, detail, locale);
  }
}
