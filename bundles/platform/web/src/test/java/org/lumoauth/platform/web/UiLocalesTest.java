package org.lumoauth.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aRequest;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.RequestView;

class UiLocalesTest {

  @Test
  void areReadFromTheAddress() {
    assertEquals(Optional.of("de fr"), UiLocales.in(asked("?token=x&ui_locales=de%20fr")));
    assertEquals(Optional.of("de fr"), UiLocales.in(asked("?ui_locales=de+fr&token=x")));
    assertEquals(Optional.empty(), UiLocales.in(asked("?token=x")));
    assertEquals(Optional.empty(), UiLocales.in(asked("?ui_locales=")));
    assertEquals(Optional.empty(), UiLocales.in(asked("?ui_locales=%zz")));
    assertEquals(Optional.empty(), UiLocales.in(asked("")));
    var most = "d".repeat(500);
    assertEquals(Optional.of(most), UiLocales.in(asked("?ui_locales=" + most)));
    assertEquals(Optional.empty(), UiLocales.in(asked("?ui_locales=d" + most)));
  }

  @Test
  void areKeptInTheAddressOfAForm() {
    assertEquals(
        "/t/acme/verify-email?ui_locales=de+fr",
        UiLocales.keptIn("/t/acme/verify-email", asked("?ui_locales=de%20fr")));
    assertEquals("/t/acme/verify-email", UiLocales.keptIn("/t/acme/verify-email", asked("")));
  }

  /** Nothing that is sent gets out of its parameter. */
  @Test
  void areOneParameterWhateverTheyAre() {
    assertEquals(
        "/x?ui_locales=%22%3E%26token%3D1%23%0D%0A",
        UiLocales.keptIn("/x", asked("?ui_locales=%22%3E%26token%3D1%23%0D%0A")));
  }

  private static RequestView asked(String query) {
    return aRequest().to("https://id.example.com/t/acme/verify-email" + query).build();
  }
}
