/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.settings.SettingsSchema;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.lumoauth.api.settings.TypedSetting;
import org.osgi.service.component.annotations.Component;

/**
 * The section {@value #SECTION} of a tenant's settings: the sender name and reply address of its
 * mail. The operator configures the address and the server.
 */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + MailSettings.SECTION})
public final class MailSettings implements TenantSettingsSection {
  static final String SECTION = "email";

  private static final SettingsSchema SCHEMA = new SettingsSchema(SECTION);
  private static final TypedSetting<String> SENDER_NAME =
      SCHEMA.text(
          "senderName",
          "",
          0,
          100,
          "The display name of the sender. If empty, the server's default.");
  private static final TypedSetting<String> REPLY_TO =
      SCHEMA.text(
          "replyTo",
          "",
          0,
          254, // RFC 5321 section 4.5.3.1.3, without the angle brackets
          "The address for replies. If empty, the sender's address.");

  /**
   * The sender settings of a tenant.
   *
   * @param name the display name; empty for the operator's setting
   * @param replyTo the reply address; empty for the sender's address
   */
  record MailSender(Optional<String> name, Optional<String> replyTo) {
    static MailSender of(Map<String, Object> values) {
      return new MailSender(text(values, SENDER_NAME), text(values, REPLY_TO));
    }

    private static Optional<String> text(Map<String, Object> values, TypedSetting<String> setting) {
      return Optional.of(setting.from(values)).filter(text -> !text.isBlank());
    }
  }

  @Override
  public List<SettingDefinition> settings() {
    return SCHEMA.definitions();
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    String text = String.valueOf(value);
    if (text.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("The value must be a single line of text.");
    }
    if (setting.equals(REPLY_TO.name()) && !text.isEmpty() && !EmailAddress.isValid(text)) {
      return Optional.of("This " + EmailAddress.EXPECTED);
    }
    return Optional.empty();
  }
}
