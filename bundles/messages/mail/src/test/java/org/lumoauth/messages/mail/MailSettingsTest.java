/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.testkit.contract.platform.TenantSettingsSectionContract;

class MailSettingsTest extends TenantSettingsSectionContract {

  @Override
  protected TenantSettingsSection schema() {
    return new MailSettings();
  }

  @ParameterizedTest
  @ValueSource(strings = {"help@globex.example", "a.b+c@mail.globex.example", ""})
  void acceptsSingleOrEmptyAddress(String address) {
    assertEquals(Optional.empty(), schema().findProblem("replyTo", address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"help", "a@b@c", "a@b, c@d", "Eve <eve@evil.example>", "a@b\r\nBcc: c@d", "@b"})
  void rejectsInvalidAddress(String address) {
    assertTrue(schema().findProblem("replyTo", address).isPresent());
  }

  @Test
  void rejectsHeaderInjectionInSenderName() {
    assertTrue(schema().findProblem("senderName", "x\r\nBcc: eve@evil.example").isPresent());
  }
}
