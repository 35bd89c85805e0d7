/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import java.io.IOException;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.lumoauth.api.message.MessageChannel.MessageDeliveryException;

/** Transports mail to its destination. */
interface MailTransport {

  /**
   * Returns the session in which a message is created.
   *
   * @param international whether an address of the message is not ASCII (RFC 6532)
   */
  Session session(boolean international);

  /**
   * Sends a message.
   *
   * @throws MessageDeliveryException if an address is not ASCII and the server does not announce
   *     SMTPUTF8
   */
  void send(MimeMessage message) throws MessagingException, IOException, MessageDeliveryException;
}
