/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import com.sun.mail.smtp.SMTPTransport;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.internet.MimeMessage;
import org.lumoauth.api.message.MessageChannel.MessageDeliveryException;

/** Sends mail to an SMTP server (RFC 5321). Uses TLS unless it is disabled (RFC 8314). */
final class SmtpTransport implements MailTransport {

  private static final String MILLIS = "20000";

  private static final String SMTPUTF8 = "SMTPUTF8";

  private final Session ascii;
  private final Session international;
  private final String user;
  private final String password;

  SmtpTransport(MailConfig config, String host, String password) {
    String security = config.security();
    if (!security.equals("starttls") && !security.equals("tls") && !security.equals("none")) {
      throw new IllegalArgumentException("security must be starttls, tls or none: " + security);
    }
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", host);
    properties.put("mail.smtp.port", String.valueOf(config.port()));
    properties.put("mail.smtp.auth", String.valueOf(!config.user().isBlank()));
    properties.put("mail.smtp.starttls.enable", String.valueOf(security.equals("starttls")));
    properties.put("mail.smtp.starttls.required", String.valueOf(security.equals("starttls")));
    properties.put("mail.smtp.ssl.enable", String.valueOf(security.equals("tls")));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.smtp.connectiontimeout", MILLIS);
    properties.put("mail.smtp.timeout", MILLIS);
    properties.put("mail.smtp.writetimeout", MILLIS);
    this.ascii = Session.getInstance(properties);
    this.international = Session.getInstance(MimeMessageBuilder.international(properties));
    this.user = config.user();
    this.password = password;
  }

  @Override
  public Session session(boolean utf8) {
    return utf8 ? international : ascii;
  }

  @Override
  public void send(MimeMessage message) throws MessagingException, MessageDeliveryException {
    boolean utf8 = MimeMessageBuilder.isInternational(message);
    try (Transport transport = session(utf8).getTransport("smtp")) {
      if (user.isBlank()) {
        transport.connect();
      } else {
        transport.connect(user, password);
      }
      if (utf8 && !((SMTPTransport) transport).supportsExtension(SMTPUTF8)) {
        throw new MessageDeliveryException(
            "an address is not ASCII and the server does not announce SMTPUTF8", true);
      }
      transport.sendMessage(message, message.getAllRecipients());
    }
  }
}
