/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.authn.federation.provider.SocialProviderRequestParser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class IdentityProviderTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  private FederationBundleFixture room;

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    room = new FederationBundleFixture(database);
    return new IdentityProviderTransferSection(room.providers, room.roles);
  }

  @Override
  protected void prepare(TenantContext tenant) {
    room.roleAssignments
        .withRole(tenant, new RoleRef("rol_1_" + tenant.id(), "Guest", "guest"))
        .withRole(tenant, new RoleRef("rol_2_" + tenant.id(), "Friend", "friend"));
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        item("zeta", "public", true, "https://z.example"),
        item("alpha", "oidc", false, "https://a.example"));
  }

  @Override
  protected Map<String, Object> changed() {
    var item = item("zeta", "public", false, "https://other.example");
    item.put("displayName", "Another");
    item.put("clientId", "them");
    item.put("requestedScopes", List.of("openid"));
    item.put("brandColor", "");
    item.put("iconUrl", "https://z.example/other.png");
    item.put("jitProvisioningEnabled", false);
    item.put("autoLinkUsers", false);
    item.put("trustEmail", false);
    item.put("trustMfa", false);
    item.put("defaultRoles", List.of("friend"));
    item.put("claimMapping", Map.of("givenName", "first"));
    item.put("customClaims", Map.of());
    item.put(
        "providerConfig",
        Map.of("issuer", "https://other.example", "userInfoUrl", "https://other.example/me"));
    return item;
  }

  @Override
  protected Set<String> secrets(TenantContext tenant) {
    var body =
        new HashMap<String, Object>(
            Map.of("clientId", "us", "clientSecret", FederationBundleFixture.SECRET));
    room.providers.create(
        tenant,
        "google",
        new SocialProviderRequestParser(body),
        FederationBundleFixture.MAY,
        FederationBundleFixture.ADMIN);
    return Set.of(FederationBundleFixture.SECRET);
  }

  private static Map<String, Object> item(
      String provider, String type, boolean enabled, String issuer) {
    Map<String, Object> item = new HashMap<>();
    item.put("provider", provider);
    item.put("type", type);
    item.put("displayName", "Zeta & Sons");
    item.put("enabled", enabled);
    item.put("clientId", "us");
    item.put("requestedScopes", List.of("openid", "email"));
    item.put("brandColor", "#1a73e8");
    item.put("iconUrl", "https://z.example/icon.png");
    item.put("jitProvisioningEnabled", true);
    item.put("autoLinkUsers", true);
    item.put("trustEmail", true);
    item.put("trustMfa", true);
    item.put("defaultRoles", List.of("friend", "guest"));
    item.put("claimMapping", Map.of("name", "nick"));
    item.put("customClaims", Map.of("id_token", Map.of("acr", Map.of("essential", true))));
    item.put("providerConfig", Map.of("issuer", issuer, "colour", "red"));
    return item;
  }
}
