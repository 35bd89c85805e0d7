/** Mail: through an SMTP server, or into a folder while none is configured. */
package org.lumoauth.messages.mail;
