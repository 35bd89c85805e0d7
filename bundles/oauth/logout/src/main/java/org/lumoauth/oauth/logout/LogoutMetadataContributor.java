/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/**
 * Declares the client metadata for logout and publishes the logout endpoints (Discovery section 3).
 */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=oauth-logout",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class LogoutMetadataContributor implements ServerMetadataContributor {

  /** Returns the registered post-logout redirect URIs of a client. */
  public static List<?> returnUris(Client client) {
    return client.metadata().get("post_logout_redirect_uris") instanceof List<?> uris
        ? uris
        : List.of();
  }

  /** Returns the front-channel logout URI of a client. */
  public static Optional<String> frontChannel(Client client) {
    return text(client, "frontchannel_logout_uri");
  }

  /** Returns the back-channel logout URI of a client. */
  public static Optional<String> backChannel(Client client) {
    return text(client, "backchannel_logout_uri");
  }

  private static Optional<String> text(Client client, String name) {
    return client.metadata().get(name) instanceof String uri && !uri.isEmpty()
        ? Optional.of(uri)
        : Optional.empty();
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("end_session_endpoint", tenant.issuer() + "/oauth/logout");
    metadata.put("check_session_iframe", tenant.issuer() + "/oauth/check_session");
    metadata.put("frontchannel_logout_supported", true);
    metadata.put("frontchannel_logout_session_supported", true);
    metadata.put("backchannel_logout_supported", true);
    metadata.put("backchannel_logout_session_supported", true);
  }
}
