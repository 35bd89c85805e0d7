package org.lumoauth.messages.mail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.settings.TenantSettingsSection;
import org.osgi.service.component.annotations.Component;

/**
 * The section {@value #SECTION} of a tenant's settings: the sender name and reply address of its
 * mail. The operator configures the address and the server.
 */
@Component(property = {"lumoauth.kind=settings", "lumoauth.name=" + MailSettings.SECTION})
public final class MailSettings implements TenantSettingsSection {
  static final String SECTION = "email";
  private static final String SENDER_NAME = "senderName";
  private static final String REPLY_TO = "replyTo";
  private static final long LONGEST_NAME = 100;
  private static final long LONGEST_ADDRESS =
      254; // RFC 5321 section 4.5.3.1.3, without the angle brackets

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

    private static Optional<String> text(Map<String, Object> values, String setting) {
      return values.get(setting) instanceof String text && !text.isBlank()
          ? Optional.of(text)
          : Optional.empty();
    }
  }

  @Override
  public List<SettingDefinition> settings() {
    return List.of(
        text(
            SENDER_NAME,
            LONGEST_NAME,
            "The display name of the sender. If empty, the server's default."),
        text(
            REPLY_TO, LONGEST_ADDRESS, "The address for replies. If empty, the sender's address."));
  }

  @Override
  public Optional<String> findProblem(String setting, Object value) {
    String text = String.valueOf(value);
    if (text.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("The value must be a single line of text.");
    }
    if (setting.equals(REPLY_TO) && !text.isEmpty() && !EmailAddress.isValid(text)) {
      return Optional.of("This " + EmailAddress.EXPECTED);
    }
    return Optional.empty();
  }

  private static SettingDefinition text(String name, long longest, String description) {
    return new SettingDefinition(
        name,
        SettingType.STRING,
        "",
        false,
        Set.of(),
        Optional.empty(),
        Optional.of(longest),
        description);
  }
}
