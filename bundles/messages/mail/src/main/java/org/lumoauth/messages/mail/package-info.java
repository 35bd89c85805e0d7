/** Delivers messages by mail: through an SMTP server, or to a folder if no server is configured. */
package org.lumoauth.messages.mail;
