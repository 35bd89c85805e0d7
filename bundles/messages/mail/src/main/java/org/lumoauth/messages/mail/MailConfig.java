/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the mail channel. */
@ObjectClassDefinition(name = "LumoAuth mail")
@interface MailConfig {

  /** The configuration PID. */
  String PID = "org.lumoauth.messages.mail";

  @AttributeDefinition(
      description =
          "The SMTP server. If empty, messages are written to a folder. "
              + "LUMOAUTH_SMTP_HOST takes precedence.")
  String host() default "";

  @AttributeDefinition(description = "The port of the SMTP server.")
  int port() default 587;

  @AttributeDefinition(
      description =
          "starttls, tls (implicit TLS) or none. Use none only for a server on this " + "machine.")
  String security() default "starttls";

  @AttributeDefinition(
      description =
          "The user name for SMTP authentication. If empty, the client does not " + "authenticate.")
  String user() default "";

  @AttributeDefinition(
      type = AttributeType.PASSWORD,
      description =
          "The password for SMTP authentication. LUMOAUTH_SMTP_PASSWORD takes " + "precedence.")
  String password() default "";

  @AttributeDefinition(description = "The email address of the sender.")
  String from() default "no-reply@localhost";

  @AttributeDefinition(description = "The display name of the sender. If empty, the tenant's name.")
  String fromName() default "";

  @AttributeDefinition(
      description =
          "The folder for messages if no SMTP server is configured. If empty, outbox "
              + "in the data folder.")
  String folder() default "";
}
