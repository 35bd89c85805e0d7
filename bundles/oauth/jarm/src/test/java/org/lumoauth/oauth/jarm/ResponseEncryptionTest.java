package org.lumoauth.oauth.jarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientKeys;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.tenant.TenantContext;

class ResponseEncryptionTest {
  private static final TenantContext ACME = aTenant().build();
  private static final Client APP =
      aClient().with("authorization_encrypted_response_alg", "RSA-OAEP-256").build();
  private static final Map<String, Object> SIGNS = Map.of("kty", "RSA", "use", "sig", "kid", "sig");
  private static final Map<String, Object> OPENS = Map.of("kty", "RSA", "use", "enc", "kid", "enc");

  private final ClientKeys keys = (tenant, client, kid) -> List.of(SIGNS, OPENS);
  private final ResponseEncryption encryption = new ResponseEncryption(new NamedEncryption(), keys);

  @Test
  void encryptsToTheKeyThatIsForIt() {
    assertEquals("enc RSA-OAEP-256 A128CBC-HS256 a.b.c", encryption.encrypted(ACME, APP, "a.b.c"));
  }

  @Test
  void leavesTheResponseOfAClientThatRegisteredNothing() {
    assertEquals("a.b.c", encryption.encrypted(ACME, aClient().build(), "a.b.c"));
  }

  @Test
  void sendsNothingInClearTextThatCannotBeEncrypted() {
    var without = new ResponseEncryption(null, keys);

    var refusal = assertThrows(OAuthError.class, () -> without.encrypted(ACME, APP, "a.b.c"));

    assertEquals(503, refusal.status());
  }

  @Test
  void refusesAClientWithoutAKeyForIt() {
    var none =
        new ResponseEncryption(new NamedEncryption(), (tenant, client, kid) -> List.of(SIGNS));

    assertThrows(OAuthError.class, () -> none.encrypted(ACME, APP, "a.b.c"));
  }

  @Test
  void saysInTheMetadataWhatItTakes() {
    var metadata = new HashMap<String, Object>();
    new JarmMetadata(encryption).contribute(ACME, metadata);

    assertEquals(
        List.of("RSA-OAEP-256"), metadata.get("authorization_encryption_alg_values_supported"));
  }

  /** Writes what it would do. */
}
