package org.lumoauth.messages.mail;

import java.io.IOException;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.lumoauth.api.message.MessageChannel.MessageDeliveryException;

/** Where mail goes. */
interface MailTransport {

  /**
   * The session that a message is made in.
   *
   * @param international whether one of its addresses is not ASCII (RFC 6532)
   */
  Session session(boolean international);

  /**
   * Hands a message over.
   *
   * @throws MessageDeliveryException if an address is not ASCII and the server does not announce
   *     SMTPUTF8
   */
  void send(MimeMessage message) throws MessagingException, IOException, MessageDeliveryException;
}
