package org.lumoauth.messages.mail;

import java.io.IOException;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;

/** Where mail goes. */
interface Way {

  /** The session that messages are made in. */
  Session session();

  /** Hands a message over. */
  void take(MimeMessage message) throws MessagingException, IOException;
}
