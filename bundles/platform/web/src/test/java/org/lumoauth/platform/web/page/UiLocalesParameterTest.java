/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.HttpRequestView;

class UiLocalesParameterTest {

  @Test
  void readsUiLocalesFromQuery() {
    assertEquals(
        Optional.of("de fr"), UiLocalesParameter.readFrom(asked("?token=x&ui_locales=de%20fr")));
    assertEquals(
        Optional.of("de fr"), UiLocalesParameter.readFrom(asked("?ui_locales=de+fr&token=x")));
    assertEquals(Optional.empty(), UiLocalesParameter.readFrom(asked("?token=x")));
    assertEquals(Optional.empty(), UiLocalesParameter.readFrom(asked("?ui_locales=")));
    assertEquals(Optional.empty(), UiLocalesParameter.readFrom(asked("?ui_locales=%zz")));
    assertEquals(Optional.empty(), UiLocalesParameter.readFrom(asked("")));
    var most = "d".repeat(500);
    assertEquals(Optional.of(most), UiLocalesParameter.readFrom(asked("?ui_locales=" + most)));
    assertEquals(Optional.empty(), UiLocalesParameter.readFrom(asked("?ui_locales=d" + most)));
  }

  @Test
  void copiesUiLocalesToFormUrl() {
    assertEquals(
        "/t/acme/verify-email?ui_locales=de+fr",
        UiLocalesParameter.copyTo("/t/acme/verify-email", asked("?ui_locales=de%20fr")));
    assertEquals(
        "/t/acme/verify-email", UiLocalesParameter.copyTo("/t/acme/verify-email", asked("")));
  }

  /** Nothing that is sent gets out of its parameter. */
  @Test
  void encodesUiLocalesValue() {
    assertEquals(
        "/x?ui_locales=%22%3E%26token%3D1%23%0D%0A",
        UiLocalesParameter.copyTo("/x", asked("?ui_locales=%22%3E%26token%3D1%23%0D%0A")));
  }

  private static HttpRequestView asked(String query) {
    return aRequest().to("https://id.example.com/t/acme/verify-email" + query).build();
  }
}
