/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.provider.ProvisionedUserRoleService;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.signin.FederationUrls;

/** The representation of a provider in the settings. It shows only whether a secret is stored. */
final class SocialProviderSettingsMapper {

  private final ProvisionedUserRoleService roles;

  SocialProviderSettingsMapper(ProvisionedUserRoleService roles) {
    this.roles = roles;
  }

  Map<String, Object> of(TenantContext tenant, SocialProvider provider) {
    var settings = provider.settings();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", settings.preset());
    shown.put("displayName", settings.displayName());
    shown.put("enabled", settings.enabled());
    shown.put("clientId", settings.clientId());
    shown.put("hasClientSecret", provider.hasSecret());
    shown.put("callbackUrl", FederationUrls.callback(tenant, provider.provider()));
    shown.put("requestedScopes", settings.scopes());
    shown.put("jitProvisioningEnabled", settings.provisioning());
    shown.put("autoLinkUsers", settings.linksByEmail());
    shown.put("trustEmail", settings.trustsEmail());
    shown.put("trustMfa", settings.trustsMfa());
    shown.put(
        "defaultRoles",
        roles.refs(tenant, settings.defaultRoles()).stream().map(RoleRef::slug).toList());
    shown.put("claimMapping", settings.claimMapping());
    shown.put("customClaims", settings.customClaims());
    shown.put("providerConfig", settings.config());
    return shown;
  }

  /** Returns whether a member was sent unchanged. */
  static boolean same(Map.Entry<String, Object> sent, Map<String, Object> shown) {
    return shown.containsKey(sent.getKey())
        && Objects.equals(sent.getValue(), shown.get(sent.getKey()));
  }
}
