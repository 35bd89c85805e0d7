/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.brand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearGradientTest {

  @Test
  void parsesDirectionAndColours() {
    assertEquals(
        Optional.of("linear-gradient(135deg,#3a4fd0 0%,#aabbcc,#7a2fbf 100%)"),
        LinearGradient.parse("linear-gradient(135deg, #3a4fd0 0%, #abc, #7a2fbf 100%)")
            .map(LinearGradient::css));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "red",
        "linear-gradient(135deg, #3a4fd0)",
        "linear-gradient(999deg, #000, #fff)",
        "linear-gradient(90deg, #000 0%, #fff 101%)",
        "linear-gradient(90deg, red, blue)",
        "linear-gradient(90deg, #000, url(https://x.example/))",
        "linear-gradient(90deg, #000, #fff);}body{display:none",
        "linear-gradient(90deg, #000, #fff), url(https://x.example/)",
      })
  void rejectsOtherGradientSyntax(String text) {
    assertEquals(Optional.empty(), LinearGradient.parse(text));
    assertEquals(
        Optional.of("A gradient must have the form linear-gradient(135deg, #rrggbb, #rrggbb)."),
        new BrandingSettings().findProblem("backgroundGradient", text));
  }

  @Test
  void keepsTextReadableOnAnyGradient() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      String text =
          "linear-gradient(%ddeg, #%06x, #%06x)"
              .formatted(random.nextInt(361), random.nextInt(0x1000000), random.nextInt(0x1000000));
      LinearGradient gradient = LinearGradient.parse(text).orElseThrow();
      RgbColour ink = gradient.text();
      for (LinearGradient.GradientStop stop : gradient.under(ink, 4.5).stops()) {
        assertTrue(stop.colour().contrast(ink) >= 4.5, text);
      }
    }
  }
}
