/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.rest;

import java.util.List;
import org.lumoauth.api.federation.FederationConnector.FederationProviderPreset;

/** The JSON representation of {@code SocialProviderType}. */
public record SocialProviderTypeView(
    String provider,
    String name,
    List<String> requiredFields,
    List<String> optionalFields,
    List<String> defaultScopes) {

  static SocialProviderTypeView of(FederationProviderPreset preset) {
    return new SocialProviderTypeView(
        preset.provider(), preset.name(), preset.required(), preset.optional(), preset.scopes());
  }
}
