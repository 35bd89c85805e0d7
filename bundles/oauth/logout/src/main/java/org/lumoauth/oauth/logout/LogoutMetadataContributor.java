package org.lumoauth.oauth.logout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;

/** What clients register about logout, and what they are told of it (Discovery section 3). */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=oauth-logout",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class LogoutMetadataContributor implements ServerMetadataContributor {

  /** Where a client may be sent to when its user has signed out. */
  public static List<?> returnUris(Client client) {
    return client.metadata().get("post_logout_redirect_uris") instanceof List<?> uris
        ? uris
        : List.of();
  }

  /** What a client wants to have shown in a frame. */
  public static Optional<String> frontChannel(Client client) {
    return text(client, "frontchannel_logout_uri");
  }

  /** Where a client is told by us. */
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
