/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLinkPlacementCheckerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${link}",
        "Hello.\n\n${link}\n",
        "Open: ${link} now",
        "Open (${link}), or <${link}>",
        "\u3053\u3061\u3089\uff1a${ link }",
        "https://help.example/ and ${link}"
      })
  void acceptsStandaloneLink(String text) {
    assertTrue(TextLinkPlacementChecker.isStandalone(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/r?u=${link}",
        "https://evil.example/r?u=${ link }",
        "evil.example/${link}",
        "https://evil.example/\u4f8b${link}",
        "mailto:eve@evil.example?body=${link}",
        "${tenant_name}${link}",
        "${tenant_name }${link}",
        "${ tenant_name\n}x${link}",
        "${link} https://evil.example/${link}",
        "${link}${link}",
        "https://evil.example/\u00a0${link}"
      })
  void rejectsLinkInsideAnotherUrl(String text) {
    assertFalse(TextLinkPlacementChecker.isStandalone(text));
  }
}
