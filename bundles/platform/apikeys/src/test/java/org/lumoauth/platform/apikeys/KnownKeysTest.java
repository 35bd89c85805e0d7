package org.lumoauth.platform.apikeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeSecretVault;

class KnownKeysTest {
  private static final ApiKey KEY =
      new ApiKey("key_1", "CI", Set.of("admin"), Instant.EPOCH, Optional.empty(), Optional.empty());

  /** The read began before the key was revoked and must not bring it back afterwards. */
  @DatabaseTest
  void dropsWhatWasBeingReadWhenAKeyWasRevoked(TestDatabase database) {
    var known =
        new KnownKeys(new ApiKeyStore(database.open(ApiKeyStore.UNIT)), new FakeSecretVault());
    known.find(
        "ten_a",
        "key_1",
        () -> {
          known.changed("ten_a");
          return Optional.of(KEY);
        });

    assertEquals(Optional.empty(), known.find("ten_a", "key_1"));
  }

  @DatabaseTest
  void keepsKeysOfTwoTenantsApart(TestDatabase database) {
    var known =
        new KnownKeys(new ApiKeyStore(database.open(ApiKeyStore.UNIT)), new FakeSecretVault());
    known.find("ten_a", "key_1", () -> Optional.of(KEY));

    assertEquals(Optional.empty(), known.find("ten_b", "key_1"));
  }
}
