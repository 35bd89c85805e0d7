/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.tenant.TenantContext;

class AuthorizationResponseEncrypterTest {
  private static final TenantContext ACME = aTenant().build();
  private static final Client APP =
      aClient().with("authorization_encrypted_response_alg", "RSA-OAEP-256").build();
  private static final Map<String, Object> SIGNS = Map.of("kty", "RSA", "use", "sig", "kid", "sig");
  private static final Map<String, Object> OPENS = Map.of("kty", "RSA", "use", "enc", "kid", "enc");

  private final ClientKeyProvider keys = (tenant, client, kid) -> List.of(SIGNS, OPENS);
  private final AuthorizationResponseEncrypter encryption =
      new AuthorizationResponseEncrypter(new FakeResponseEncryptionService(), keys);

  @Test
  void encryptsToEncryptionKeyOfClient() {
    assertEquals(
        "enc RSA-OAEP-256 A128CBC-HS256 a.b.c", encryption.encryptIfRegistered(ACME, APP, "a.b.c"));
  }

  @Test
  void doesNotEncryptForUnregisteredClient() {
    assertEquals("a.b.c", encryption.encryptIfRegistered(ACME, aClient().build(), "a.b.c"));
  }

  @Test
  void failsIfEncryptionIsUnavailable() {
    var without = new AuthorizationResponseEncrypter(null, keys);

    var refusal =
        assertThrows(OAuthException.class, () -> without.encryptIfRegistered(ACME, APP, "a.b.c"));

    assertEquals(503, refusal.status());
  }

  @Test
  void rejectsClientWithoutEncryptionKey() {
    var none =
        new AuthorizationResponseEncrypter(
            new FakeResponseEncryptionService(), (tenant, client, kid) -> List.of(SIGNS));

    assertThrows(OAuthException.class, () -> none.encryptIfRegistered(ACME, APP, "a.b.c"));
  }

  @Test
  void advertisesEncryptionAlgorithms() {
    var metadata = new HashMap<String, Object>();
    new JarmMetadataContributor(encryption).contribute(ACME, metadata);

    assertEquals(
        List.of("RSA-OAEP-256"), metadata.get("authorization_encryption_alg_values_supported"));
  }
}
