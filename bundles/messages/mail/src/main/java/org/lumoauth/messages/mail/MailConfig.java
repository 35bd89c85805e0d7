package org.lumoauth.messages.mail;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of mail. */
@ObjectClassDefinition(name = "LumoAuth mail")
@interface MailConfig {

  /** The configuration's name. */
  String PID = "org.lumoauth.messages.mail";

  @AttributeDefinition(
      description = "The SMTP server; empty: messages are written to a folder. LUMOAUTH_SMTP_HOST.")
  String host() default "";

  @AttributeDefinition(description = "Its port.")
  int port() default 587;

  @AttributeDefinition(
      description =
          "starttls, tls (from the first byte) or none, which is for a server on this machine.")
  String security() default "starttls";

  @AttributeDefinition(description = "Who signs in there; empty: nobody does.")
  String user() default "";

  @AttributeDefinition(
      type = AttributeType.PASSWORD,
      description = "The password; LUMOAUTH_SMTP_PASSWORD wins.")
  String password() default "";

  @AttributeDefinition(description = "The sender's address.")
  String from() default "no-reply@localhost";

  @AttributeDefinition(description = "The sender's name; empty: the tenant's.")
  String fromName() default "";

  @AttributeDefinition(
      description = "Where messages go without a server; empty: outbox in the data folder.")
  String folder() default "";
}
