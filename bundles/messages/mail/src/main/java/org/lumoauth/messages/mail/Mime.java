package org.lumoauth.messages.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import javax.mail.Address;
import javax.mail.Message.RecipientType;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import org.lumoauth.api.message.Message;
import org.lumoauth.messages.mail.MailSettings.Sender;

/** Puts messages into MIME (RFC 2045). */
final class Mime {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final String from;
  private final String fromName;

  Mime(String from, String fromName) {
    this.from = from;
    this.fromName = fromName;
  }

  /**
   * The message.
   *
   * @param tenantName the sender's name where none is configured
   * @param set what the tenant set, which wins
   * @throws MessagingException if an address is malformed
   */
  MimeMessage of(Session session, String tenantName, Sender set, Message message)
      throws MessagingException {
    MimeMessage mime = new MimeMessage(session);
    mime.setFrom(sender(set.name().orElse(fromName.isBlank() ? tenantName : fromName)));
    if (set.replyTo().isPresent()) {
      mime.setReplyTo(new Address[] {recipient(set.replyTo().get())});
    }
    mime.setRecipient(RecipientType.TO, recipient(message.to()));
    mime.setSubject(message.subject().orElse(message.template()), UTF_8);
    mime.setSentDate(new Date());
    mime.setHeader("Content-Language", message.locale());
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
      return new InternetAddress(from, name, UTF_8);
    } catch (UnsupportedEncodingException e) {
      throw new MessagingException("UTF-8 is not known", e);
    }
  }

  /** One address alone, strictly parsed: no list, no group, no header. */
  private static InternetAddress recipient(String address) throws MessagingException {
    if (address.chars().anyMatch(Character::isISOControl)) {
      throw new AddressException("a control character"); // the parser lets some of them pass
    }
    InternetAddress one = new InternetAddress(address, true);
    one.validate();
    return one;
  }

  private static MimeMultipart alternatives(String text, String html) throws MessagingException {
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text, UTF_8);
    MimeBodyPart rich = new MimeBodyPart();
    rich.setText(html, UTF_8, "html");
    return new MimeMultipart("alternative", plain, rich);
  }
}
