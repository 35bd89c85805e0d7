/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.oauth.clients.metadata.SupportedClientOptionValidator;
import org.lumoauth.oauth.clients.transfer.ClientTransferSection;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class ClientTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    return new ClientTransferSection(
        new ConfidentialClientFixture(database).registry,
        new ClientTokenLifetimeResolver(),
        new SupportedClientOptionValidator(new FakeProviderRegistry()));
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(client("cli_shop", true), client("cli_phone", false), client("cli_Shop", true));
  }

  @Override
  protected Map<String, Object> changed() {
    var client = client("cli_shop", true);
    client.put("name", "Web shop");
    client.put("isActive", true);
    client.put("requiresPkce", true);
    client.put("scopes", List.of("openid"));
    client.put("accessTokenLifetime", 60);
    client.put("metadata", Map.of("client_uri", "https://www.shop.example"));
    return client;
  }

  private static Map<String, Object> client(String id, boolean confidential) {
    Map<String, Object> item = new HashMap<>();
    item.put("clientId", id);
    item.put("name", "Shop");
    item.put("isConfidential", confidential);
    item.put("isActive", false);
    item.put("requiresPkce", !confidential);
    item.put("applicationType", "web");
    item.put("grantTypes", List.of("refresh_token", "authorization_code"));
    item.put("scopes", List.of("profile", "openid"));
    item.put("tokenEndpointAuthMethods", List.of(confidential ? "client_secret_basic" : "none"));
    item.put("redirectUris", List.of("https://shop.example/callback"));
    item.put("audienceUris", List.of("https://api.shop.example"));
    item.put("accessTokenLifetime", 900);
    item.put("refreshTokenLifetime", 86_400);
    item.put("metadata", Map.of("client_uri", "https://shop.example"));
    return item;
  }
}
