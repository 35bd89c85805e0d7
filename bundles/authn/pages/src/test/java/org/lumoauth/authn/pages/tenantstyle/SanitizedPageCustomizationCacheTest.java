/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.tenantstyle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SanitizedPageCustomizationCacheTest {
  private final SanitizedPageCustomizationCache parts = new SanitizedPageCustomizationCache();

  @Test
  void returnsNoneWithoutCustomizations() {
    assertSame(TenantPageCustomization.NONE, parts.of(Optional.empty(), Optional.empty()));
  }

  @Test
  void omitsInvalidStylesheetAndSanitizesHtml() {
    assertEquals(
        new TenantPageCustomization(Optional.empty(), Optional.of("<p>a</p>")),
        parts.of(
            Optional.of(".a{display:none}"), Optional.of("<p>a<script>alert(1)</script></p>")));
  }
}
