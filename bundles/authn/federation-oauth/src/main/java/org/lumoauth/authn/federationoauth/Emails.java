package org.lumoauth.authn.federationoauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An address.
 *
 * @param address the address
 * @param verified whether the provider says that it was proven
 */
record Emails(Optional<String> address, boolean verified) {

  /** The primary address of a list of them. */
  static Emails primary(JsonNode list) {
    for (JsonNode each : list) {
      if (each.path("primary").asBoolean(false)) {
        return of(each, "email", "verified");
      }
    }
    return new Emails(Optional.empty(), false);
  }

  /**
   * The address that a profile has; what it calls proven has the name that OpenID Connect gives.
   */
  static Emails inProfile(JsonNode profile) {
    return of(profile, "email", "email_verified");
  }

  private static Emails of(JsonNode object, String name, String proof) {
    var address = Json.text(object, name);
    var verified = object.path(proof);
    return new Emails(address, address.isPresent() && verified.isBoolean() && verified.asBoolean());
  }
}
