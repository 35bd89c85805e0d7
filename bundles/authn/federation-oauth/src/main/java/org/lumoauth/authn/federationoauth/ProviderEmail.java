/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An email address at a provider.
 *
 * @param address the address
 * @param verified whether the provider has verified the address
 */
record ProviderEmail(Optional<String> address, boolean verified) {

  /** Returns the primary address of a list of addresses. */
  static ProviderEmail primary(JsonNode list) {
    for (JsonNode each : list) {
      if (each.path("primary").asBoolean(false)) {
        return of(each, "email", "verified");
      }
    }
    return new ProviderEmail(Optional.empty(), false);
  }

  /**
   * Returns the address of a profile. Verification is read from the OpenID Connect claim {@code
   * email_verified}.
   */
  static ProviderEmail inProfile(JsonNode profile) {
    return of(profile, "email", "email_verified");
  }

  private static ProviderEmail of(JsonNode object, String name, String proof) {
    var address = OAuthProviderJsonReader.text(object, name);
    var verified = object.path(proof);
    return new ProviderEmail(
        address, address.isPresent() && verified.isBoolean() && verified.asBoolean());
  }
}
