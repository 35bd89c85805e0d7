package org.lumoauth.platform.tokens.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.key.SigningKeys.Algorithm;

class AccessTokenKeysTest {

  @Test
  void namesWhatSignsAccessTokens() {
    var keys = new AccessTokenKeys(SigningChoice.of(Algorithm.ES256));

    assertEquals(Optional.of(Algorithm.ES256), keys.of(aTenant().build()));
  }
}
