/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredAuthorizationModelsTest {

  @ParameterizedTest
  @ValueSource(strings = {"agent", "agent=", "=agents-capability", "agent = "})
  void rejectsMalformedEntry(String entry) {
    assertThrows(
        IllegalArgumentException.class,
        () -> RequiredAuthorizationModels.parse(new String[] {entry}, new String[0]));
  }
}
