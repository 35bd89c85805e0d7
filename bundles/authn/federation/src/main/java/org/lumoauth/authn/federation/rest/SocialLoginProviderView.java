/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.provider.SocialProviderDefinition;
import org.lumoauth.authn.federation.signin.FederationUrls;

/**
 * The JSON representation of {@code SocialLoginProvider}. It shows only whether a secret is stored.
 * Absent values are null.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SocialLoginProviderView(
    long id,
    String provider,
    String type,
    String displayName,
    boolean enabled,
    String brandColor,
    String iconUrl,
    boolean jitProvisioningEnabled,
    boolean autoLinkUsers,
    boolean trustEmail,
    boolean trustMfa,
    String clientId,
    boolean hasClientSecret,
    String callbackUrl,
    List<String> requestedScopes,
    Map<String, Object> customClaims,
    Map<String, String> claimMapping,
    Map<String, Object> providerConfig,
    String issuerUrl,
    String authorizationUrl,
    String tokenUrl,
    String userInfoUrl,
    List<ProviderRoleView> defaultRoles) {

  /** The JSON representation of {@code RoleRef}. */
  public record ProviderRoleView(String id, String name, String slug) {
    static ProviderRoleView of(RoleRef role) {
      return new ProviderRoleView(role.id(), role.name(), role.slug());
    }
  }

  static SocialLoginProviderView of(
      TenantContext tenant, SocialProvider provider, List<RoleRef> roles) {
    SocialProviderDefinition settings = provider.settings();
    return new SocialLoginProviderView(
        provider.number(),
        provider.provider(),
        settings.preset(),
        settings.displayName(),
        settings.enabled(),
        given(settings.brandColor()),
        given(settings.iconUrl()),
        settings.provisioning(),
        settings.linksByEmail(),
        settings.trustsEmail(),
        settings.trustsMfa(),
        given(settings.clientId()),
        provider.hasSecret(),
        FederationUrls.callback(tenant, provider.provider()),
        settings.scopes(),
        settings.customClaims(),
        settings.claimMapping(),
        settings.config(),
        named(settings, "issuer"),
        named(settings, "authorizationUrl"),
        named(settings, "tokenUrl"),
        named(settings, "userInfoUrl"),
        roles.stream().map(ProviderRoleView::of).toList());
  }

  private static String named(SocialProviderDefinition settings, String name) {
    return settings.config().get(name) instanceof String text ? text : null;
  }

  private static String given(String text) {
    return text.isEmpty() ? null : text;
  }
}
