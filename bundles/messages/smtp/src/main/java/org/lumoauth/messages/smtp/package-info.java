/** Sends mail through an SMTP server. */
package org.lumoauth.messages.smtp;
