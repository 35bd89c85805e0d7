/** Messages to people: mail, text messages, push messages. */
@Export
@Version("1.1.0")
@NullMarked
package org.lumoauth.api.message;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
