/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.client.Client;

/** Clients by their documents. */
class CimdClientSourceTest extends ClientDocumentFixture {

  @Test
  void createsPublicClientFromDocument() {
    Client client = find().orElseThrow();

    assertEquals(URL, client.clientId());
    assertEquals("Sketch pad", client.name());
    assertFalse(client.confidential());
    assertEquals(Set.of("none"), client.authenticationMethods());
    assertEquals(Set.of("authorization_code", "refresh_token"), client.grantTypes());
    assertEquals(List.of("https://app.example/cb", "http://127.0.0.1/cb"), client.redirectUris());
    assertEquals(true, client.metadata().get("require_pkce"));
  }

  @Test
  void limitsDocumentSizeToFiveKilobytes() {
    find();

    assertEquals(1, asked.size());
    assertEquals("GET", asked.get(0).method());
    assertEquals(URL, asked.get(0).uri().toString());
    assertEquals(5 * 1024, asked.get(0).maxBytes());
  }

  @Test
  void fetchesNothingIfTenantDisabledIt() {
    allow(CimdSettings.ENABLED.name(), false);

    assertEquals(Optional.empty(), find());
    assertEquals(List.of(), asked);
  }

  @Test
  void rejectsCachedClientOnceTenantDisablesIt() {
    find();
    allow(CimdSettings.ENABLED.name(), false);

    assertEquals(Optional.empty(), find());
  }

  @Test
  void isolatesTenants() {
    find();

    assertEquals(Optional.empty(), source.find(GLOBEX, URL));
    assertEquals(1, asked.size());
  }
}
