/** Delivers messages by mail: through an SMTP server, or to a folder if no server is configured. */
@NullMarked
package org.lumoauth.messages.mail;

import org.jspecify.annotations.NullMarked;
