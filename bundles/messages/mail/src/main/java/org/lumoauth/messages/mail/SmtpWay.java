package org.lumoauth.messages.mail;

import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.internet.MimeMessage;

/** Hands mail to an SMTP server (RFC 5321), over TLS unless it was switched off (RFC 8314). */
final class SmtpWay implements Way {

  private static final String MILLIS = "20000";

  private final Session session;
  private final String user;
  private final String password;

  SmtpWay(MailConfig config, String host, String password) {
    String security = config.security();
    if (!security.equals("starttls") && !security.equals("tls") && !security.equals("none")) {
      throw new IllegalArgumentException("security is starttls, tls or none: " + security);
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
    this.session = Session.getInstance(properties);
    this.user = config.user();
    this.password = password;
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public void take(MimeMessage message) throws MessagingException {
    try (Transport transport = session.getTransport("smtp")) {
      if (user.isBlank()) {
        transport.connect();
      } else {
        transport.connect(user, password);
      }
      transport.sendMessage(message, message.getAllRecipients());
    }
  }
}
