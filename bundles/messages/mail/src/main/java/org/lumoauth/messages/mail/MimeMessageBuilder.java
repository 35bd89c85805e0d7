/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.mail.Address;
import javax.mail.Message.RecipientType;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.message.Message;
import org.lumoauth.messages.mail.MailSettings.MailSender;

/** Builds MIME messages (RFC 2045). */
final class MimeMessageBuilder {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final Pattern LINE_ENDS =
      Pattern.compile("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]+");

  private final EmailAddress from;
  private final String fromName;

  /**
   * Reads the operator's sender settings.
   *
   * @throws IllegalArgumentException if the sender's address is invalid
   */
  MimeMessageBuilder(String from, String fromName) {
    this.from =
        EmailAddress.parse(from)
            .orElseThrow(() -> new IllegalArgumentException("from " + EmailAddress.EXPECTED));
    this.fromName = fromName;
  }

  /** Returns session properties for messages with non-ASCII addresses (RFC 6532). */
  static Properties international(Properties ascii) {
    Properties properties = new Properties();
    properties.putAll(ascii);
    properties.put("mail.mime.allowutf8", "true");
    return properties;
  }

  /** Returns whether a message was created in a session for non-ASCII addresses. */
  static boolean isInternational(MimeMessage message) {
    return message.getSession().getProperty("mail.mime.allowutf8") != null;
  }

  /**
   * Returns whether an address of the message is not ASCII.
   *
   * @throws AddressException if an address is malformed
   */
  boolean isInternational(MailSender set, Message message) throws AddressException {
    return !from.isAscii()
        || !parsed(message.to()).isAscii()
        || set.replyTo().isPresent() && !parsed(set.replyTo().get()).isAscii();
  }

  /**
   * Returns the MIME message.
   *
   * @param tenantName the sender's name if none is configured
   * @param set the tenant's sender settings, which take precedence
   * @throws MessagingException if an address is malformed
   */
  MimeMessage of(Session session, String tenantName, MailSender set, Message message)
      throws MessagingException {
    MimeMessage mime = new MimeMessage(session);
    mime.setFrom(sender(set.name().orElse(fromName.isBlank() ? tenantName : fromName)));
    if (set.replyTo().isPresent()) {
      mime.setReplyTo(new Address[] {recipient(set.replyTo().get())});
    }
    mime.setRecipient(RecipientType.TO, recipient(message.to()));
    mime.setSubject(oneLine(message.subject().orElse(message.template())), UTF_8);
    mime.setSentDate(Date.from(Instant.now()));
    mime.setHeader("Content-Language", oneLine(message.locale()));
    mime.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 section 5
    Optional<String> html = message.html();
    if (html.isEmpty()) {
      mime.setText(message.text(), UTF_8);
    } else {
      mime.setContent(alternatives(message.text(), html.get()));
    }
    mime.saveChanges();
    return mime;
  }

  private InternetAddress sender(String name) throws MessagingException {
    try {
      return new InternetAddress(from.toString(), oneLine(name), UTF_8);
    } catch (UnsupportedEncodingException e) {
      throw new MessagingException("UTF-8 is not supported", e);
    }
  }

  private static InternetAddress recipient(String address) throws MessagingException {
    InternetAddress recipient = new InternetAddress();
    recipient.setAddress(parsed(address).toString());
    return recipient;
  }

  private static EmailAddress parsed(String address) throws AddressException {
    return EmailAddress.parse(address).orElseThrow(() -> new AddressException("malformed"));
  }

  /** Removes line breaks, which would start another header. */
  private static String oneLine(String text) {
    return LINE_ENDS.matcher(text).replaceAll(" ").strip();
  }

  private static MimeMultipart alternatives(String text, String html) throws MessagingException {
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text, UTF_8);
    MimeBodyPart rich = new MimeBodyPart();
    rich.setText(html, UTF_8, "html");
    return new MimeMultipart("alternative", plain, rich);
  }
}
