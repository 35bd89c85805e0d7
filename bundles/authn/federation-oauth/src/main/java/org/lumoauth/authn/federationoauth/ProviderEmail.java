package org.lumoauth.authn.federationoauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An address.
 *
 * @param address the address
 * @param verified whether the provider says that it was proven
 */
record ProviderEmail(Optional<String> address, boolean verified) {

  /** The primary address of a list of them. */
  static ProviderEmail primary(JsonNode list) {
    for (JsonNode each : list) {
      if (each.path("primary").asBoolean(false)) {
        return of(each, "email", "verified");
      }
    }
    return new ProviderEmail(Optional.empty(), false);
  }

  /**
   * The address that a profile has; what it calls proven has the name that OpenID Connect gives.
   */
  static ProviderEmail inProfile(JsonNode profile) {
    return of(profile, "email", "email_verified");
  }

  private static ProviderEmail of(JsonNode object, String name, String proof) {
    var address = OAuthProviderJson.text(object, name);
    var verified = object.path(proof);
    return new ProviderEmail(
        address, address.isPresent() && verified.isBoolean() && verified.asBoolean());
  }
}
