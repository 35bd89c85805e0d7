/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.transfer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.authn.federation.provider.SocialProvider;

/** Maps a provider to its representation in a tenant export. */
final class SocialProviderExportMapper {

  static final String KEY = "provider";
  private static final String ROLES = "defaultRoles";

  static final Set<String> MEMBERS =
      Set.of(
          KEY,
          "type",
          "displayName",
          "enabled",
          "clientId",
          "requestedScopes",
          "brandColor",
          "iconUrl",
          "jitProvisioningEnabled",
          "autoLinkUsers",
          "trustEmail",
          "trustMfa",
          ROLES,
          "claimMapping",
          "customClaims",
          "providerConfig");

  private SocialProviderExportMapper() {}

  /**
   * Returns the exported item of a provider.
   *
   * @param roles slugs of the default roles; empty if unavailable, then the member is omitted
   */
  static Map<String, Object> of(SocialProvider provider, Optional<List<String>> roles) {
    var settings = provider.settings();
    Map<String, Object> item = new LinkedHashMap<>();
    item.put(KEY, provider.provider());
    item.put("type", settings.preset());
    item.put("displayName", settings.displayName());
    item.put("enabled", settings.enabled());
    item.put("clientId", settings.clientId());
    item.put("requestedScopes", settings.scopes());
    item.put("brandColor", settings.brandColor());
    item.put("iconUrl", settings.iconUrl());
    item.put("jitProvisioningEnabled", settings.provisioning());
    item.put("autoLinkUsers", settings.linksByEmail());
    item.put("trustEmail", settings.trustsEmail());
    item.put("trustMfa", settings.trustsMfa());
    roles.ifPresent(slugs -> item.put(ROLES, slugs));
    item.put("claimMapping", settings.claimMapping());
    item.put("customClaims", settings.customClaims());
    item.put("providerConfig", settings.config());
    return item;
  }
}
