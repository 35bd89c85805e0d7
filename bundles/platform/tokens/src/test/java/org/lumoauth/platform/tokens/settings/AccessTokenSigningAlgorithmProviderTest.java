/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;

class AccessTokenSigningAlgorithmProviderTest {

  @Test
  void returnsAccessTokenSigningAlgorithm() {
    var keys =
        new AccessTokenSigningAlgorithmProvider(
            AccessTokenSigningAlgorithmResolver.of(SigningAlgorithm.ES256));

    assertEquals(Optional.of(SigningAlgorithm.ES256), keys.defaultAlgorithm(aTenant().build()));
  }
}
